import type { Evidence } from '../evidence/recorder.js';
import type { AccountKind } from '../session/place.js';

/** The options that every command shares which opens a browser. */
export interface CommonOptions {
  readonly json?: true;
  readonly artifacts?: string;
  readonly envFile?: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The options that `swap`, `verify` and `demo` share. */
export interface RunOptions extends CommonOptions {
  readonly headed?: true;
  readonly evidence: Evidence;
  readonly record?: true;
  readonly dryRun?: true;
  /** The file of a plan that was approved. */
  readonly plan?: string;
  /** Targets of the targets file, by name. */
  readonly target?: readonly string[];
  readonly all?: true;
  readonly concurrency?: string;
  readonly shard?: string;
  /** How much a verification must have seen. */
  readonly require?: 'consistent' | 'proven';
  /** The swap of many was decided on. */
  readonly yes?: true;
  /** Hashes of controls files that were agreed to. */
  readonly acceptControls?: readonly string[];
  /** Files for those who read results by machine. */
  readonly junit?: string;
  readonly metrics?: string;
}

/** The options of `login`. */
export interface LoginOptions extends CommonOptions {
  readonly account: AccountKind;
  /** A target of the targets file, by name. */
  readonly target?: string;
  readonly forget?: true;
}

/** The options of `doctor`. */
export interface DoctorOptions extends CommonOptions {
  /** Whether to walk through the screens as well. */
  readonly ui?: true;
  /** The folder for outlines of the screens; it walks through them then. */
  readonly save?: string;
  /** The control that somebody points at, by its name. */
  readonly teach?: string;
  readonly headed?: true;
  readonly evidence: Evidence;
  /** A target of the targets file, by name. */
  readonly target?: string;
  /** Hashes of controls files that were agreed to. */
  readonly acceptControls?: readonly string[];
}

/** The options of `unlock`. */
export interface UnlockOptions extends Pick<CommonOptions, 'json' | 'envFile'> {
  readonly yes?: true;
}

/** The options of `init`. */
export interface InitOptions extends Pick<CommonOptions, 'envFile'> {
  /** The file of targets to write instead. */
  readonly targets?: string;
}

/** The options of `merge`. */
export type MergeOptions = Pick<CommonOptions, 'json'>;

/** The surroundings that a command is started in. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
}
