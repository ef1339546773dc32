import type { AlignWay } from '../../pages/align-sign-in.js';
import type { ControlsFile } from './controls-file.js';
import type { Places } from './places.js';
import type { Secret } from '../../pages/secret.js';
import type { SessionPlaces } from './sessions.js';

/** Where an account's one-time codes come from. */
export type CodeSource =
  | { readonly is: 'seed'; readonly setting: string; readonly seed: Secret }
  /** A command that prints a code, and what it is told of the environment. */
  | {
      readonly is: 'command';
      readonly setting: string;
      readonly line: string;
      readonly environment: Readonly<Record<string, string>>;
    };

/** What one run is about. */
export interface Target {
  /** Its name in the file of targets; `null` where it comes from the environment alone. */
  readonly name: string | null;
  readonly jira: {
    readonly url: URL;
    readonly username: string;
    /** `null` where a kept session spares it, or where a person signs in by hand. */
    readonly password: Secret | null;
    readonly accountId: string | null;
    readonly codes: CodeSource | null;
    /** `null` where the site is not Atlassian's cloud. */
    readonly atlassianIdUrl: URL | null;
    /** The exact origins where this account's password may be typed. */
    readonly signInOrigins: readonly string[];
  };
  /** `null` only for a verification that looks at Jira alone. */
  readonly align: {
    readonly url: URL;
    readonly username: string;
    readonly password: Secret | null;
    readonly codes: CodeSource | null;
    readonly signIn: AlignWay;
    readonly signInOrigins: readonly string[];
  } | null;
  /** The connector's id or exact name; `null` only where Jira Align is not looked at. */
  readonly connector: string | null;
  /** The projects in which the service account's permissions are looked at. */
  readonly projects: readonly string[];
  /** The application's name expected on the consent screen. */
  readonly application: string | null;
  readonly canary: { readonly issue: string; readonly field: string | null } | null;
}

/** How long each wait may last, in milliseconds. */
export interface Timeouts {
  readonly signIn: number;
  readonly requestToken: number;
  readonly label: number;
  readonly connectivity: number;
  readonly attribution: number;
  readonly action: number;
  readonly run: number;
  /** For a person to do what only a person may. */
  readonly person: number;
}

/** Which browser, and how it reaches the network. */
export interface BrowserSettings {
  readonly channel: string | null;
  readonly path: string | null;
  readonly proxy: {
    readonly server: string;
    readonly username: string | null;
    readonly password: Secret | null;
    /** Hosts that are reached without it, separated by commas. */
    readonly bypass: string;
  } | null;
  readonly clientCertificate: ClientCertificate | null;
  /** Where it runs when it is not started here; `channel` and `path` are `null` then. */
  readonly remote: RemoteBrowser | null;
}

/** A pool of browsers on another machine. */
export interface RemoteBrowser {
  /** Its whole address, which may hold what lets one in. */
  readonly endpoint: Secret;
  /** What of it may be said. */
  readonly origin: string;
  /** What of it must not. */
  readonly secrets: readonly Secret[];
}

/** Where a change of a target's verdict is told, and through which proxy. */
export interface NotifySettings {
  readonly url: Secret;
  readonly proxy: BrowserSettings['proxy'];
}

/** What the browser shows to the sites that ask for a certificate. */
export interface ClientCertificate {
  /** The sites that may get it. */
  readonly origins: readonly string[];
  /** One PKCS#12 file, or a certificate and its key as PEM. */
  readonly content: { readonly pfx: Buffer } | { readonly cert: Buffer; readonly key: Buffer };
  readonly passphrase: Secret | null;
}

/** Where sessions are kept, and the key that opens them; without one none is used. */
export interface SessionSettings extends SessionPlaces {
  readonly key: Secret | null;
}

/** Everything that a run is configured with. Nothing reads the environment after this. */
export interface Configuration {
  readonly target: Target;
  readonly timeouts: Timeouts;
  readonly browser: BrowserSettings;
  /** What the operator says of where controls are to be found; `null` where there is no such file. */
  readonly controls: ControlsFile | null;
  /** The file of settings that the command line named; `null` where it named none. */
  readonly envFile: string | null;
  /** Where its settings stand in the file of targets, so that what a run says names them as they are called there. */
  readonly places: Places;
  readonly artifactsDir: string;
  /** Where locks and journals lie. */
  readonly lockDir: string;
  readonly sessions: SessionSettings;
  /** `null` where nobody is to be told. */
  readonly notify: NotifySettings | null;
  /** Every secret that was configured, for the secret registry. */
  readonly secrets: readonly Secret[];
  readonly warnings: readonly string[];
}
