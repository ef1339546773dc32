/** The options that `swap`, `verify` and `demo` share. */
export interface RunOptions {
  readonly json?: true;
  readonly headed?: true;
  readonly evidence: 'none' | 'screens';
  readonly artifacts?: string;
  readonly envFile?: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly dryRun?: true;
}

/** The surroundings that a command is started in. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
}
