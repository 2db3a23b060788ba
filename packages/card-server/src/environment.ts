// The card server's settings, from the environment: one row for each variable. Reports all mistakes together, but never a value.
import { isLanguage, LANGUAGE_CODES } from '@eximpe/contract/languages';
import { z } from 'zod';
import { HOOKS_KEY } from './hooks/signature.ts';
import { readLimits } from './limits.ts';
import { readTokens } from './pay-page/looks.ts';
import { faultsOfProcess } from './process-guard.ts';
import { withSecretFiles, type Environment } from './secret-files.ts';

const text = z.string().trim().min(1);
const secret = text.min(32, 'must be 32 characters or more; `openssl rand -base64 32` generates one');
const hooksKey = text.regex(HOOKS_KEY, 'must be 24 bytes or more in base64; `openssl rand -base64 32` generates one');
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });
const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value;
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(least, `must be ${least} or more`).max(most, `must be ${most} or less`));
const parts = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const yes = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

/** The values of Express's `trust proxy`: how many proxies there are, or their addresses. */
const trustProxy = z.string().transform((value) => (/^\d+$/.test(value) ? Number(value) : parts(value)));

/** What a reader of ours understands; each of its faults is named. */
const readBy = <T extends { readonly faults: readonly string[] }>(read: (text: string) => T) =>
  z
    .string()
    .default('')
    .transform((value, context): T => {
      const result = read(value);
      for (const message of result.faults) context.addIssue({ code: 'custom', message });
      return result;
    });

/** One row for each variable: what it must be, and its default. An empty one counts as not set. */
const VARIABLES = {
  EXIMPE_ENVIRONMENT: z.enum(['sandbox', 'production'], 'must be sandbox or production'),
  EXIMPE_CLIENT_ID: text,
  EXIMPE_CLIENT_SECRET: text,
  EXIMPE_MERCHANT_ID: text.optional(),
  EXIMPE_ENCRYPTION_KEY: text,
  EXIMPE_ENCRYPTION_KEY_PREVIOUS: text.optional(),
  EXIMPE_BASE_URL: httpUrl.optional(),
  EXIMPE_KIT_SECRET: secret,
  EXIMPE_KIT_SECRET_PREVIOUS: secret.optional(),
  PUBLIC_URL: httpUrl.refine(
    (value) => !URL.canParse(value) || new URL(value).pathname === '/',
    'must have no path: the card server needs a host of its own',
  ),
  SHOP_NAME: text.max(60, 'must be 60 characters or less').optional(),
  SHOP_ORIGINS: z
    .string()
    .transform(parts)
    .refine((origins) => origins.every(isOrigin), 'must be origins such as https://shop.example, separated by commas')
    .default([]),
  SHOP_HOOKS_URL: httpUrl,
  SHOP_HOOKS_SECRET: hooksKey,
  SHOP_HOOKS_SECRET_PREVIOUS: hooksKey.optional(),
  SHOP_SESSIONS_SECRET: secret.optional(),
  SHOP_SESSIONS_SECRET_PREVIOUS: secret.optional(),
  // The kit waits ten seconds for a hook.
  SHOP_RESOLVE_TIMEOUT_MS: wholeNumber(100, 9_000).default(5_000),
  SHOP_DELIVERY_TIMEOUT_MS: wholeNumber(100, 50_000).default(20_000),
  PAGE_LOGO_URL: httpUrl
    .refine(
      (value) => !URL.canParse(value) || /^[\w.:[\]-]+$/.test(new URL(value).host),
      'must have a host of letters, digits, dots and hyphens',
    )
    .optional(),
  PAGE_LANGUAGE: z
    .string()
    .refine(isLanguage, `must be one of ${LANGUAGE_CODES.join(', ')}`)
    .default('en'),
  PAGE_TOKENS: readBy(readTokens).transform(({ tokens }) => tokens),
  STORE_URL: z
    .string()
    .regex(
      /^(?:postgres(?:ql)?|rediss?):\/\/.|^sqlite:./,
      'must be postgres://…, rediss://…, redis://… or sqlite:/path/to/the/file',
    ),
  LIMITS: readBy(readLimits).transform(({ limits }) => limits),
  TRUST_PROXY: trustProxy.optional(),
  HOST: text.default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8_080),
  UNSAFE_ALLOW_HTTP: yes.default(false),
} satisfies Record<string, z.ZodType>;

const Settings = z.object(VARIABLES);
export type Settings = z.output<typeof Settings>;

/** These variables may also come as `…_FILE`. */
const SECRETS = Object.keys(VARIABLES).filter((name) => /SECRET|ENCRYPTION_KEY|STORE_URL/.test(name));
/** In our own name spaces, an unknown variable is a typing error. */
const OWN = /^(?:EXIMPE|SHOP_HOOKS?|SHOP_SESSIONS?|PAGE)_/;
/** Kubernetes sets these itself for every service in the name space: `EXIMPE_CARD_SERVER_SERVICE_HOST`, `…_PORT_8080_TCP_ADDR`. */
const OF_KUBERNETES = /_(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)?)$/;

/** Every mistake in the settings and in the process, in the terms of the person who has to correct it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`the card server can't start:\n  - ${faults.join('\n  - ')}`);
    this.faults = faults;
  }
}

/**
 * @param execArgv Node's own options, as `process.execArgv` has them
 * Throws SettingsError.
 */
export function readSettings(given: Environment, execArgv: readonly string[]): Settings {
  const { env, faults } = withSecretFiles(given, SECRETS);
  const values = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  faults.push(...unknownNames(values));
  const parsed = Settings.safeParse(values);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0]);
    // The list already says why its file can't be read.
    if (values[name] === undefined && values[`${name}_FILE`]) continue;
    faults.push(`${name}: ${values[name] === undefined ? 'is missing' : message}`);
  }
  if (parsed.success) faults.push(...faultsTogether(parsed.data));
  if (values['EXIMPE_ENVIRONMENT'] === 'production' || values['NODE_ENV'] === 'production')
    faults.push(...faultsOfProcess({ execArgv, env: values }));
  if (!parsed.success || faults.length > 0) throw new SettingsError(faults);
  return parsed.data;
}

function unknownNames(values: Environment): string[] {
  const known = new Set([...Object.keys(VARIABLES), ...SECRETS.map((name) => `${name}_FILE`)]);
  return Object.keys(values)
    .filter((name) => OWN.test(name) && !known.has(name) && !OF_KUBERNETES.test(name))
    .map((name) => `${name}: there is no such variable`);
}

/** Secrets that the shop knows, too. */
const SHARED_SECRETS = [
  'SHOP_HOOKS_SECRET',
  'SHOP_HOOKS_SECRET_PREVIOUS',
  'SHOP_SESSIONS_SECRET',
  'SHOP_SESSIONS_SECRET_PREVIOUS',
] as const;

/** Mistakes in settings that are right one by one, but not together. */
function faultsTogether(settings: Settings): string[] {
  const faults: string[] = [];
  for (const name of ['PUBLIC_URL', 'SHOP_HOOKS_URL', 'PAGE_LOGO_URL'] as const) {
    if (!settings.UNSAFE_ALLOW_HTTP && settings[name]?.startsWith('http:'))
      faults.push(`${name}: must be https; on your own machine, set UNSAFE_ALLOW_HTTP=true`);
  }
  if (settings.UNSAFE_ALLOW_HTTP && settings.EXIMPE_ENVIRONMENT === 'production')
    faults.push('UNSAFE_ALLOW_HTTP: not allowed in production');
  if (new URL(settings.SHOP_HOOKS_URL).origin === new URL(settings.PUBLIC_URL).origin)
    faults.push('SHOP_HOOKS_URL: is the card server itself; set it to an address of the shop');
  if (settings.SHOP_ORIGINS.includes(new URL(settings.PUBLIC_URL).origin))
    faults.push(
      'SHOP_ORIGINS: names the card server itself; give it a host of its own: scripts can read a frame on the page’s own origin',
    );
  const ownSecrets = [settings.EXIMPE_KIT_SECRET, settings.EXIMPE_KIT_SECRET_PREVIOUS];
  for (const name of SHARED_SECRETS) {
    if (settings[name] !== undefined && ownSecrets.includes(settings[name]))
      faults.push(`${name}: must not be EXIMPE_KIT_SECRET or the one before it, which the shop must not know`);
  }
  if (settings.SHOP_SESSIONS_SECRET_PREVIOUS !== undefined && settings.SHOP_SESSIONS_SECRET === undefined)
    faults.push('SHOP_SESSIONS_SECRET: is missing, but SHOP_SESSIONS_SECRET_PREVIOUS is set');
  return faults;
}
