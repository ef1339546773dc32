import type { Configuration } from '../config/target.js';
import type { Evidence } from '../evidence/recorder.js';
import type { FlowEnd } from '../report/conclude.js';
import type { LogLevel } from '../report/log.js';
import type { Reporter } from '../report/reporter.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import type { SharedSessions } from '../session/shared.js';
import type { Environment } from './find-browser.js';
import type { Around, Run } from './run.js';
import type { SharedBrowser } from './shared-browser.js';

/** What is to be carried out, and how. */
export interface Order {
  readonly command: 'swap' | 'verify' | 'login' | 'doctor';
  readonly flow: (run: Run) => Promise<FlowEnd>;
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly registry: SecretRegistry;
  readonly reporters: readonly Reporter[];
  readonly headed: boolean;
  readonly evidence: Evidence;
  /** Whether each page is filmed. */
  readonly video: boolean;
  /** Milliseconds between two actions, for whoever watches. */
  readonly slowMo: number;
  /** Wraps each step in one of whoever started the run. */
  readonly around: Around;
  readonly logLevel: LogLevel;
  /** What it has in common with other runs of the same command; `null` where there are none. */
  readonly shared: Shared | null;
}

/** What several runs of one command share; each has browser contexts of its own. */
export interface Shared {
  readonly browser: SharedBrowser;
  readonly sessions: SharedSessions;
}
