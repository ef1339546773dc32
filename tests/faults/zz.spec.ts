import { test } from '@playwright/test';
import { mkdtemp } from 'node:fs/promises';
import { network } from '../../fixtures/network/front.js';
import { startSites } from '../../fixtures/sites/index.js';
import { startTool } from '../../fixtures/tool.js';
import { watchTruth } from '../../fixtures/truth.js';
test('x', async () => {
  const [route = '', fault = 'reset', lasts = 'once'] = (process.env['CASE'] ?? '').split('|') as [string, 'reset', 'once'];
  const net = network(route === '' ? null : { route, fault, lasts });
  const sites = await startSites({ pace: 'fast' }, {}, net);
  const d = await mkdtemp('/tmp/zz-');
  const t = Date.now();
  const w = watchTruth(sites, false);
  const e = await startTool(['swap', '--json', '--evidence', 'none'], { ...sites.environment, LOCK_DIR: d + '/l', ARTIFACTS_DIR: d + '/a', TIMEOUT_SIGN_IN: '12', TIMEOUT_REQUEST_TOKEN: '4', TIMEOUT_LABEL: '6', TIMEOUT_CONNECTIVITY: '5', TIMEOUT_ATTRIBUTION: '3', TIMEOUT_ACTION: '4', TIMEOUT_RUN: '90', }, d).ended;
  console.log(e.exitCode, Date.now() - t, net.struck(), e.stderr); console.log(w.falseWords(e), sites.authorisation(), sites.owner());
  await sites.stop();
});
