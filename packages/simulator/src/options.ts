// The options of a simulator, and their defaults.
import { randomBytes } from 'node:crypto';
import { ACCOUNTS, SIMULATOR_CREDENTIALS, type Account } from './accounts.ts';
import { isPreset, isQuirk, PRESETS, QUIRKS, type Preset, type Quirk } from './quirks.ts';
import { scenarioNames, type ScenarioText } from './scenarios.ts';

export interface SimulatorOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  /** The address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** The same seed and the same requests give the same ids. Default: a random seed. */
  readonly seed?: string;
  /** Where webhooks go. Without it, none are sent. */
  readonly webhookUrl?: string;
  /** Simulated seconds per real second, for retries and delays. Default 1; with 0, time stops until the clock is advanced. */
  readonly speed?: number;
  /** Simulated time at the start, epoch milliseconds. Default: now. */
  readonly startMs?: number;
  /** Replaces the simulator's own accounts. */
  readonly accounts?: readonly Account[];
  readonly quirks?: readonly Quirk[];
  /** Several quirks at once, besides `quirks`. */
  readonly preset?: Preset;
  /** What happens to payments whose card and reference have no scenario, e.g. `declined` or `paid+bank-slow`. Default `paid`. */
  readonly scenario?: ScenarioText;
  readonly encryptionKey?: string;
  /** The API's address as merchants see it. Default `http://localhost:<port>`. */
  readonly publicUrl?: string;
  /** Default `http://aggregator.localhost:<port>`. */
  readonly aggregatorUrl?: string;
  /** Default `http://bank.localhost:<port>`. */
  readonly bankUrl?: string;
  /** When set, the control API requires `Authorization: Bearer <token>`, and the page on `/` is opened as `/#token=<token>`. */
  readonly controlToken?: string;
  /** Whether the simulator holds back a captured payment whose order lacks papers, and asks for them. Default true. */
  readonly papers?: boolean;
  /** How many orders are kept; older ones are forgotten. Default 5,000. */
  readonly mostOrders?: number;
  /** Called with each internal error. Default: errors are dropped. */
  readonly log?: (line: string) => void;
}

export interface Settings {
  readonly seed: string;
  readonly speed: number;
  readonly startMs: number;
  readonly accounts: readonly Account[];
  readonly quirks: ReadonlySet<Quirk>;
  readonly scenario: ScenarioText;
  readonly encryptionKey: string;
  readonly webhookUrl: string | undefined;
  readonly controlToken: string | undefined;
  readonly papers: boolean;
  readonly mostOrders: number;
  readonly log: (line: string) => void;
}

/** An invalid setting; `message` says which and why. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

export function httpUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new SettingError(`${name} must be an http(s) address, not "${text}".`);
  }
  return text;
}

/** Throws `SettingError`. */
export function settingsOf(options: SimulatorOptions): Settings {
  const speed = options.speed ?? 1;
  if (!(speed >= 0 && speed <= 1_000_000)) throw new SettingError('speed must be a number from 0 to 1,000,000.');
  const scenario = options.scenario ?? 'paid';
  try {
    scenarioNames(scenario);
  } catch (error) {
    throw new SettingError((error as Error).message);
  }
  for (const quirk of options.quirks ?? []) {
    if (!isQuirk(quirk)) {
      throw new SettingError(`Unknown quirk "${String(quirk)}". Known: ${Object.keys(QUIRKS).join(', ')}.`);
    }
  }
  if (options.preset !== undefined && !isPreset(options.preset)) {
    throw new SettingError(`Unknown preset "${String(options.preset)}". Known: ${Object.keys(PRESETS).join(', ')}.`);
  }
  return {
    speed,
    scenario,
    seed: options.seed ?? randomBytes(6).toString('hex'),
    startMs: options.startMs ?? Date.now(),
    accounts: options.accounts ?? ACCOUNTS,
    quirks: new Set<Quirk>([...(options.preset ? PRESETS[options.preset].quirks : []), ...(options.quirks ?? [])]),
    encryptionKey: options.encryptionKey ?? SIMULATOR_CREDENTIALS.encryptionKey,
    webhookUrl: options.webhookUrl === undefined ? undefined : httpUrl('webhookUrl', options.webhookUrl),
    controlToken: options.controlToken,
    papers: options.papers ?? true,
    mostOrders: options.mostOrders ?? 5_000,
    log: options.log ?? (() => undefined),
  };
}
