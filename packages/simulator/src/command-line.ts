// Reads the command line and the environment into options, and writes the lines that a shop's own environment needs.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ACCOUNTS, SIMULATOR_CREDENTIALS, type Account } from './accounts.ts';
import { httpUrl, SettingError, type SimulatorOptions } from './options.ts';
import type { Preset, Quirk } from './quirks.ts';

export const DEFAULT_PORT = 4243;

export const HELP = `eximpe-simulator – EximPe's card API and the banks behind it, on your own machine

  --port <number>          port to listen on (default ${DEFAULT_PORT}, or SIMULATOR_PORT)
  --host <address>         address to listen on (default 127.0.0.1: this machine only)
  --webhook-url <url>      where to send webhooks; without it, none are sent. For one account:
                           --webhook-url sim_client_2=<url>; may be repeated
  --scenario <name>        what happens to payments whose card has no scenario (default paid);
                           join several with +, e.g. declined+bank-slow
  --quirk <name>           where documents differ, follow the other one; may be repeated
  --preset playground      several quirks at once, so that EximPe's own playground can pay
  --speed <factor>         simulated seconds per real second (default 1; 0 stops time)
  --start <time>           simulated time at the start, e.g. 2026-01-31T10:00:00Z (default: now)
  --seed <text>            same seed and same requests give the same ids (default: random)
  --encryption-key <key>   signs webhooks and return forms (default test_encryption_key)
  --public-url, --aggregator-url, --bank-url <url>
                           the three addresses, if they are not on localhost
  --control-token <text>   token that the control API and the page on / require
  --list                   print every scenario and quirk
  --help                   print this text
`;

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | { readonly kind: 'start'; readonly options: SimulatorOptions };

const TEXT = { type: 'string' } as const;
const FLAGS = {
  port: TEXT,
  host: TEXT,
  'webhook-url': { type: 'string', multiple: true },
  scenario: TEXT,
  quirk: { type: 'string', multiple: true },
  preset: TEXT,
  speed: TEXT,
  start: TEXT,
  seed: TEXT,
  'encryption-key': TEXT,
  'public-url': TEXT,
  'aggregator-url': TEXT,
  'bank-url': TEXT,
  'control-token': TEXT,
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function portOf(text: string, from: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new SettingError(`${from} must be a port number (0 to 65535), not "${text}".`);
  return port;
}

function timeOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new SettingError(`--start must be a time such as 2026-01-31T10:00:00Z, not "${text}".`);
  return ms;
}

/** One address for all accounts, or `<client id>=<address>` for one of them. */
function webhooksOf(texts: readonly string[]): Pick<SimulatorOptions, 'webhookUrl' | 'accounts'> {
  const own = new Map<string, string>();
  let webhookUrl: string | undefined;
  for (const text of texts) {
    const [, clientId, url = ''] = /^(\w+)=(.*)$/.exec(text) ?? [];
    if (clientId === undefined) webhookUrl = text;
    else if (ACCOUNTS.some((account) => account.clientId === clientId))
      own.set(clientId, httpUrl(`--webhook-url ${clientId}`, url));
    else throw new SettingError(`--webhook-url: there is no account "${clientId}".`);
  }
  const withOwn = (account: Account): Account => {
    const url = own.get(account.clientId);
    return url === undefined ? account : { ...account, webhookUrl: url };
  };
  return {
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    ...(own.size === 0 ? {} : { accounts: ACCOUNTS.map(withOwn) }),
  };
}

/** Throws `SettingError`, or what `parseArgs` throws for unknown flags. */
export function readCommand(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const { values } = parseArgs({ args: [...args], options: FLAGS, strict: true });
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  const fromEnv = env['SIMULATOR_PORT'];
  const port =
    values.port !== undefined
      ? portOf(values.port, '--port')
      : fromEnv
        ? portOf(fromEnv, 'SIMULATOR_PORT')
        : DEFAULT_PORT;
  const options = {
    port,
    host: values.host,
    ...webhooksOf(values['webhook-url'] ?? []),
    scenario: values.scenario,
    // Unknown names are refused, with the list of known ones, when the simulator starts.
    quirks: values.quirk as Quirk[] | undefined,
    preset: values.preset as Preset | undefined,
    speed: values.speed === undefined ? undefined : Number(values.speed),
    startMs: values.start === undefined ? undefined : timeOf(values.start),
    seed: values.seed,
    encryptionKey: values['encryption-key'],
    publicUrl: values['public-url'],
    aggregatorUrl: values['aggregator-url'],
    bankUrl: values['bank-url'],
    controlToken: values['control-token'],
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { kind: 'start', options: given };
}

/**
 * The lines of a shop's `.env` file.
 * @param url where the simulator answers
 * @returns the lines; one holds a new random secret for the shop's own use
 */
export function envFile(url: string, encryptionKey: string = SIMULATOR_CREDENTIALS.encryptionKey): string {
  const variables = {
    EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
    EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
    EXIMPE_ENCRYPTION_KEY: encryptionKey,
    EXIMPE_BASE_URL: url,
    EXIMPE_KIT_SECRET: randomBytes(32).toString('base64url'),
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join('\n');
}

/** Quotes a value for `node --env-file`: one that is not plain gets quotes of a kind that it does not contain. */
function quoted(value: string): string {
  if (/^[\w:/.~+=-]*$/.test(value)) return value;
  const quote = ["'", '"', '`'].find((each) => !value.includes(each)) ?? "'";
  return quote + value + quote;
}
