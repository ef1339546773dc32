import { writeFileSync } from 'node:fs';
import { z } from 'zod';

import { outputSchema } from './result.js';

// Run by `npm run build`: the published schema is made from the one that the tool checks its own results with.
const schema = { title: 'Result of jira-connector-swap', ...z.toJSONSchema(outputSchema) };
writeFileSync(new URL('../../../docs/result.schema.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
