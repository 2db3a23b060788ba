// The options that a merchant gives the kit: one flat object, checked with clear errors.
import { Network, NETWORK_IDS, PAGE_TOKEN_NAME, PAGE_TOKEN_VALUE } from '@eximpe/contract';
import { z } from 'zod';
import { compileTrust, type TrustProxy } from './client-address.ts';
import { EximpeKitError } from './errors/kit-error.ts';
import type { HookContext } from './hook-context.ts';
import type { Log } from './log.ts';
import type { Checkout } from './payments/checkout.ts';
import type { PaymentEvent } from './payments/payment-event.ts';
import type { Attention } from './payments/outbox/attention.ts';
import type { FailedPayment, PaidPayment } from './payments/outbox/payment.ts';
import type { Store } from './payments/ports/store.ts';
import type { Limit } from './payments/ports/rate-limits.ts';
import { LIMIT_NAMES, type LimitName } from './velocity/limits.ts';
import { didYouMean } from './did-you-mean.ts';

/** @see EximPe API, environments */
const BASE_URLS = {
  sandbox: 'https://api-pacb-uat.eximpe.com',
  production: 'https://api-pacb.eximpe.com',
} as const;

type MaybePromise<T> = T | Promise<T>;

export interface EximpeKitOptions<Native = unknown> {
  /** From EximPe's dashboard, Developer section. */
  readonly clientId: string;
  /**
   * The secret that belongs to `clientId`, from the same page; it is not the `encryptionKey`. Sent to EximPe with every
   * call, and to nobody else. If it is wrong, EximPe answers 401: charges fail with `EXIMPE_ORDER_REFUSED` in the log,
   * everything else with `EXIMPE_CREDENTIALS_REFUSED`.
   */
  readonly clientSecret: string;
  /** PSP accounts only: the sub-merchant, sent on every call. */
  readonly merchantId?: string | undefined;
  /** The Encryption Key (dashboard, Developer): verifies webhooks and returns. Pass an array while you rotate it. */
  readonly encryptionKey: string | readonly string[];
  /**
   * Which of EximPe's systems the credentials are for: `sandbox` is for tests, `production` takes real money. There is no
   * default. Sets `baseUrl`; EximPe refuses the other system's credentials (401). With `sandbox`, browsers are told what
   * the shop's mistake was, and limits on cards do not count the documents' test cards: never use it in a live shop.
   */
  readonly environment: 'sandbox' | 'production';
  /** Base URL of EximPe's API, e.g. the simulator's. Default: set by `environment`. */
  readonly baseUrl?: string | undefined;
  /** Default `2.0.0`. */
  readonly apiVersion?: '1.0.0' | '2.0.0' | undefined;
  /** The address shoppers use, e.g. `https://shop.example`. */
  readonly publicUrl: string;
  /** The shop's name, shown around the bank's page and on the pages that lead there. Default: the host of `publicUrl`. */
  readonly shopName?: string | undefined;
  /** The shop's logo, shown next to its name, 24 px high: a URL, or a path on `publicUrl`. */
  readonly shopLogo?: string | undefined;
  /**
   * The form's tokens for the pages on the way to the bank and back, with the values from your style sheet:
   * `{ '--eximpe-accent': '#a3420a', '--eximpe-radius': '18px' }`. These pages use accent, on-accent, success, radius and font.
   */
  readonly pageTokens?: Readonly<Record<string, string>> | undefined;
  /** Signs payment handles; at least 32 characters. Pass an array to rotate: the first signs, all are accepted. */
  readonly secret: string | readonly string[];
  /**
   * Returns what is being paid, or undefined or null if there is no such checkout. Called whenever the kit needs a
   * checkout. Times out after 10 seconds.
   */
  readonly resolveCheckout: (
    reference: string,
    context: HookContext<Native>,
  ) => MaybePromise<Checkout | undefined | null>;
  /**
   * Returns your own id for the shopper who made the request, from your session; undefined for guests. With it, or
   * with `checkoutSessions` that name the shopper, cards can be saved. One id must always mean the same person: anyone with that id can see and use that person's cards.
   * Times out after 10 seconds.
   */
  readonly identifyCustomer?: ((context: HookContext<Native>) => MaybePromise<string | undefined | null>) | undefined;
  /**
   * Requires every checkout to be named by a session that your server signed (`signCheckoutSession`, or any JWT
   * library): reference, amount, expiry and, if known, the shopper. Then nobody can guess a checkout, try cards without
   * your page, or start to pay after the session expires. A bare reference is refused as unknown. `secret`: at least 32
   * characters, different from `secret` above; pass an array to rotate.
   */
  readonly checkoutSessions?: { readonly secret: string | readonly string[] } | undefined;
  /** With `askCvc: true`, shoppers enter a saved card's security code for each payment, and EximPe gets it. Default false. */
  readonly savedCards?: { readonly askCvc?: boolean | undefined } | undefined;
  /**
   * Called when a checkout is paid: at least once for each checkout, and again later if it throws. Make it idempotent,
   * and compare `payment.amount` with your order. Times out after 55 seconds. Without it, `onFailed` and `onAttention`
   * are not called either.
   */
  readonly onPaid?: ((payment: PaidPayment) => MaybePromise<void>) | undefined;
  /**
   * Called when an attempt has failed and EximPe has confirmed it; another attempt may still pay the checkout. Called
   * at least once, like `onPaid`, but not after the checkout is paid.
   */
  readonly onFailed?: ((payment: FailedPayment) => MaybePromise<void>) | undefined;
  /**
   * Called when something needs a person: `attention.type` says what happened, `attention.todo` what to do. Called at
   * least once for each notice, like `onPaid`. Without it, notices are logged as errors.
   */
  readonly onAttention?: ((attention: Attention) => MaybePromise<void>) | undefined;
  /**
   * What to do when two attempts for one checkout were captured: `report` (default) calls `onAttention`; `refund` also
   * refunds one of them, once: the one that doesn't match the current price, otherwise the later one.
   */
  readonly duplicateCapture?: 'report' | 'refund' | undefined;
  /** Telemetry: everything worth counting or alerting on. Each event is sent at most once, and may get lost: don't make orders depend on it. */
  readonly onEvent?: ((event: PaymentEvent) => void | Promise<void>) | undefined;
  /** Default: this process's memory, for development only. */
  readonly store?: Store | undefined;
  /** A pino logger, or any object with the same interface. Default: warnings and errors on stderr. */
  readonly log?: Log | undefined;
  /** Accepted networks, in display order. Default: all that EximPe can charge. */
  readonly networks?: readonly Network[] | undefined;
  /**
   * Networks whose cards may lack a security code, e.g. `['maestro']` for old SBI Maestro cards. EximPe's documents require one: ask
   * EximPe before you turn this on. Default: none.
   */
  readonly cvcOptional?: readonly Network[] | undefined;
  /** How the kit finds out credit or debit: with `lookup` (default) by the card's BIN, with `ask` by asking the shopper. */
  readonly cardTypes?: 'lookup' | 'ask' | undefined;
  /** Host suffixes that a bank's page may post to. Default: any public HTTPS host. */
  readonly acsHosts?: readonly string[] | undefined;
  /**
   * A separate origin used only for bank pages that are more than one plain form, e.g.
   * `https://cards.shop-challenge.example`: the same process at the same path, on a registrable domain (or at least a
   * sub-domain) for which the shop sets no cookie. There, such a page gets a real origin, storage and frames, as its
   * bank expects, and can't reach anything that is the shop's. The kit serves nothing else there. Default: an opaque
   * origin.
   */
  readonly challengeOrigin?: string | undefined;
  /**
   * Bank pages that are more than one plain form: `sandbox` (default) shows them, in an opaque origin or at
   * `challengeOrigin`; `reject` refuses them.
   */
  readonly opaqueTemplates?: 'sandbox' | 'reject' | undefined;
  /** Origins, besides `publicUrl`'s, whose pages may use this mount (CORS, framing). Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Timeout for one call to EximPe, in milliseconds. Default 30,000. */
  readonly gatewayTimeoutMs?: number | undefined;
  /** Overrides for the default velocity limits, e.g. `{ checkout: { points: 4, seconds: 86400 } }`; false turns all off, but not the alarm. */
  readonly limits?: Partial<Record<LimitName, Limit>> | false | undefined;
  /**
   * Which proxies to trust for the shopper's address and for TLS, as in Express's `trust proxy`: their number, their
   * addresses, or a function. Not needed in Express, Nest and Fastify: the kit uses their own setting. Default: none.
   */
  readonly trustProxy?: TrustProxy | undefined;
  /**
   * Public path of the mount, e.g. `/pay`, below the path of `publicUrl`. Not needed in frameworks that tell the kit
   * where it is mounted (Express, Connect, Nest, Fastify): there it defaults to that path, elsewhere to `/eximpe`.
   */
  readonly mountPath?: string | undefined;
  /**
   * The longest that one response may take, in seconds: event streams and long polls end by then, and the form asks
   * again. Default 600; on serverless platforms, set it a little below their limit.
   */
  readonly longestAnswerSeconds?: number | undefined;
  /**
   * For demos on one host only: a path on the shop's own origin, e.g. `/bank`, for the simulator's bank. The bank's
   * pages may post there, and nowhere else in the shop; the shop itself must not use paths below it.
   */
  readonly unsafeBankPath?: string | undefined;
  /** Allows plain HTTP, for localhost during development only. */
  readonly unsafeAllowHttp?: boolean | undefined;
}

const hook = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'must be a function');
const words = z.string().trim().min(1, 'must not be empty');
const origin = z.string().refine(isOrigin, 'must be an origin such as "https://shop.example", without a path');
const secret = z.string().min(32, 'must be 32 characters or more; generate one with `openssl rand -base64 32`');
const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);

/** One row for each option: what it must be, and its default. The compiler names an option that has no row. */
const OPTIONS = {
  clientId: words,
  clientSecret: words,
  merchantId: words.optional(),
  encryptionKey: oneOrMore(words),
  environment: z.enum(['sandbox', 'production']),
  baseUrl: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  apiVersion: z
    .enum(
      ['1.0.0', '2.0.0'],
      'must be "2.0.0" or "1.0.0": version 3.0.0 of EximPe\'s API has no server-side card payments',
    )
    .default('2.0.0'),
  publicUrl: z.url({ protocol: /^https?$/, error: 'must be the address shoppers use, e.g. "https://shop.example"' }),
  shopName: words.max(60).optional(),
  shopLogo: words.optional(),
  pageTokens: z
    .record(
      z.string().regex(PAGE_TOKEN_NAME, 'must be one of the form\'s tokens, such as "--eximpe-accent"'),
      z.string().regex(PAGE_TOKEN_VALUE, 'must be a CSS value without url(), comments or braces'),
    )
    .default({}),
  secret: oneOrMore(secret),
  resolveCheckout: hook,
  identifyCustomer: hook.optional(),
  checkoutSessions: z.strictObject({ secret: oneOrMore(secret) }).optional(),
  savedCards: z.strictObject({ askCvc: z.boolean().default(false) }).default({ askCvc: false }),
  onPaid: hook.optional(),
  onFailed: hook.optional(),
  onAttention: hook.optional(),
  duplicateCapture: z.enum(['report', 'refund']).default('report'),
  onEvent: hook.optional(),
  store: z
    .custom<Store>((value) => typeof (value as Store | undefined)?.ofAccount === 'function', 'must be a store')
    .optional(),
  log: z
    .custom<Log>((value) => typeof (value as Log | undefined)?.error === 'function', 'must have info, warn and error')
    .optional(),
  networks: z
    .array(Network)
    .min(1)
    .default([...NETWORK_IDS]),
  cvcOptional: z.array(Network).default([]),
  cardTypes: z.enum(['lookup', 'ask']).default('lookup'),
  acsHosts: z
    .array(z.string().regex(/^[a-z0-9.-]+$/i, 'must be host names, e.g. "payu.in"'))
    .min(1)
    .optional(),
  challengeOrigin: origin.optional(),
  opaqueTemplates: z.enum(['sandbox', 'reject']).default('sandbox'),
  allowedOrigins: z.array(origin).default([]),
  gatewayTimeoutMs: z.int().min(1_000).max(120_000).default(30_000),
  limits: z
    .union([
      z.literal(false),
      z.partialRecord(z.enum(LIMIT_NAMES), z.object({ points: z.int().min(1), seconds: z.int().min(1) })),
    ])
    .default({}),
  trustProxy: z.custom<TrustProxy>(isTrust, 'must be a number of proxies, their addresses, or a function').optional(),
  mountPath: z
    .string()
    .regex(/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*\/?$/, 'must be a path such as "/eximpe"')
    .transform((path) => path.replace(/\/$/, ''))
    .optional(),
  longestAnswerSeconds: z.number().min(1).max(3_600).default(600),
  unsafeBankPath: z
    .string()
    .regex(/^(?:\/[\w-]+)+$/, 'must be a path such as "/bank"')
    .optional(),
  unsafeAllowHttp: z.boolean().default(false),
} satisfies Record<keyof EximpeKitOptions, z.ZodType>;

/** What it accepts is compared with the published type, option by option, in options.test.ts. */
export const OptionsSchema = z.strictObject(OPTIONS);

/** Options with every default filled in. */
export interface Settings extends Readonly<
  Omit<
    z.output<typeof OptionsSchema>,
    'publicUrl' | 'shopName' | 'shopLogo' | 'baseUrl' | 'encryptionKey' | 'secret' | 'acsHosts' | 'savedCards'
  >
> {
  readonly publicUrl: URL;
  readonly shopName: string;
  readonly shopLogo: URL | null;
  readonly baseUrl: string;
  readonly encryptionKeys: readonly string[];
  /** Newest first. */
  readonly secrets: readonly string[];
  readonly acsHosts: readonly string[] | null;
  /** The shop can name its shoppers. */
  readonly savesCards: boolean;
  /** Null when bare references name checkouts. */
  readonly sessionSecrets: readonly string[] | null;
  /** A saved card pays only with its security code. */
  readonly asksCvc: boolean;
}

function isTrust(value: unknown): boolean {
  try {
    compileTrust(value as TrustProxy);
    return true;
  } catch {
    return false;
  }
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** Throws EXIMPE_OPTIONS_INVALID with the names of all wrong options, never their values. */
export function readOptions(options: EximpeKitOptions): Settings {
  const parsed = OptionsSchema.safeParse(options);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => describe(issue, options));
    throw new EximpeKitError(
      'EXIMPE_OPTIONS_INVALID',
      `createEximpeKit got options that it can't use:\n  - ${lines.join('\n  - ')}\n`,
    );
  }
  const given = parsed.data;
  const publicUrl = new URL(given.publicUrl);
  if (publicUrl.protocol !== 'https:' && !given.unsafeAllowHttp) {
    throw new EximpeKitError(
      'EXIMPE_PUBLIC_URL_NOT_HTTPS',
      'publicUrl must be https: card data is accepted over HTTPS only. For local development, set unsafeAllowHttp: true',
    );
  }
  if (given.unsafeBankPath !== undefined && given.environment === 'production') {
    throw new EximpeKitError(
      'EXIMPE_OPTIONS_INVALID',
      'unsafeBankPath is for demos only: in production, banks have their own hosts',
    );
  }
  checkChallengeOrigin(given, publicUrl);
  if (given.checkoutSessions?.secret.some((one) => given.secret.includes(one))) {
    throw new EximpeKitError(
      'EXIMPE_OPTIONS_INVALID',
      "checkoutSessions.secret must differ from secret: otherwise, whatever signs your sessions would have the kit's own key",
    );
  }
  return {
    ...given,
    publicUrl,
    shopName: given.shopName ?? publicUrl.host,
    shopLogo: readLogo(given.shopLogo, publicUrl),
    savesCards: given.identifyCustomer !== undefined || given.checkoutSessions !== undefined,
    sessionSecrets: given.checkoutSessions?.secret ?? null,
    asksCvc: given.savedCards.askCvc,
    encryptionKeys: given.encryptionKey,
    secrets: given.secret,
    baseUrl: given.baseUrl ?? BASE_URLS[given.environment],
    acsHosts: given.acsHosts ?? null,
  };
}

/** Throws EXIMPE_OPTIONS_INVALID for a logo that a browser would not load on a page of the shop. */
function readLogo(shopLogo: string | undefined, publicUrl: URL): URL | null {
  if (shopLogo === undefined) return null;
  const url = URL.canParse(shopLogo, publicUrl.href) ? new URL(shopLogo, publicUrl) : undefined;
  if (url?.protocol !== publicUrl.protocol && url?.protocol !== 'https:')
    throw new EximpeKitError(
      'EXIMPE_OPTIONS_INVALID',
      'shopLogo must be a URL such as "https://shop.example/logo.svg", or a path such as "/logo.svg"',
    );
  return url;
}

/** Throws EXIMPE_OPTIONS_INVALID when bank pages would run in an origin of the shop, or come over plain HTTP. */
function checkChallengeOrigin(
  { challengeOrigin, allowedOrigins, unsafeAllowHttp }: z.output<typeof OptionsSchema>,
  publicUrl: URL,
): void {
  if (challengeOrigin === undefined) return;
  const refuse = (says: string): never => {
    throw new EximpeKitError('EXIMPE_OPTIONS_INVALID', `challengeOrigin ${says}`);
  };
  const { host, protocol } = new URL(challengeOrigin);
  if ([publicUrl.host, ...allowedOrigins.map((one) => new URL(one).host)].includes(host))
    refuse('must be a separate host: bank pages run their scripts there, and would otherwise run as pages of the shop');
  if (protocol !== 'https:' && !unsafeAllowHttp) refuse('must be https');
}

function describe(issue: z.core.$ZodIssue, options: EximpeKitOptions): string {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(OptionsSchema.shape);
    return issue.keys.map((key) => `${key}: there is no such option.${didYouMean(key, known)}`).join('\n  - ');
  }
  const name = issue.path.join('.') || 'options';
  const given = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    options,
  );
  return given === undefined ? `${name}: is missing` : `${name}: ${nested(issue)}`;
}

function nested(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const messages = issue.errors.flat().map(({ message }) => message);
  return messages.find((message) => message.startsWith('must')) ?? messages[0] ?? issue.message;
}
