import { writeFileSync } from 'node:fs';

import { controlsFileSchema } from '../config/controls-schema.js';
import { targetsFileSchema } from '../config/targets-file.js';
import { doctorSchema } from '../doctor/report.js';
import * as z from '../zod.js';
import { outputSchema } from './result.js';

// Run by `npm run build`: each published schema is made from the one that the tool itself checks with.
publish('result', 'Result of jira-connector-swap', z.toJSONSchema(outputSchema));
publish('doctor', 'Result of connector-swap doctor', z.toJSONSchema(doctorSchema));
publish('targets', 'Targets of jira-connector-swap', z.toJSONSchema(targetsFileSchema, { io: 'input' }));
publish(
  'controls',
  'Controls of jira-connector-swap',
  z.toJSONSchema(controlsFileSchema, { io: 'input', reused: 'ref' }),
);

function publish(name: string, title: string, schema: object): void {
  const file = new URL(`../../../docs/${name}.schema.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ title, ...schema }, null, 2)}\n`);
}
