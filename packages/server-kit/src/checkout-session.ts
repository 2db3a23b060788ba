// Checkout sessions: JSON Web Tokens that the shop's server signs for one shopper, so that nobody can guess or share a checkout.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { Amount, CheckoutReference, CheckoutSession as Token } from '@eximpe/contract';
import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { EximpeKitError } from './errors/kit-error.ts';

/** The token's claims; the kit ignores others that a JWT library adds. */
const Claims = z.object({
  /** The shop's own reference for the checkout. */
  checkout: CheckoutReference,
  /** Decimal string in rupees; nothing else is charged. */
  amount: Amount,
  /** Unix seconds. */
  exp: z.int(),
  /** Names the session: random, and new for each. */
  jti: z.string().min(8).max(64),
  /** Your own id of the shopper, if you know them. */
  sub: z.string().trim().min(1).max(64).optional(),
});

/** A session whose signature is right; it may have expired. */
export interface CheckoutSession {
  readonly id: string;
  readonly reference: string;
  readonly amount: string;
  readonly endsAtMs: number;
  readonly customer: string | undefined;
  /** As it came. */
  readonly token: string;
}

/** The contents of a session to sign. */
export interface NewCheckoutSession {
  /** Your own reference for the checkout. */
  readonly checkout: string;
  /** Decimal string in rupees, e.g. `"1000.00"`: the same as from `resolveCheckout`. */
  readonly amount: string;
  /** Your own id for the shopper; omit it from links that you send. */
  readonly customer?: string | undefined;
  /** How long the shopper may start to pay, in seconds. Default 1,800. */
  readonly expiresInSeconds?: number | undefined;
}

/** What each field must be, in the words of the shop that signs. */
const MUST_BE = {
  checkout: 'must be your own reference: 1 to 100 printable characters, no spaces at the ends',
  amount: 'must be rupees with two decimals, as a string such as "1000.00", and at most 2500000.00',
  customer: 'must be your own id for the shopper, 1 to 64 characters, or omitted',
  expiresInSeconds: 'must be a whole number of seconds',
  secret: 'must be 32 characters or more: the first secret of the option checkoutSessions',
};

const Signing = z.strictObject({
  checkout: CheckoutReference,
  amount: Amount,
  customer: Claims.shape.sub,
  expiresInSeconds: z.int().default(1_800),
  secret: z.string().min(32),
} satisfies Record<keyof typeof MUST_BE, z.core.$ZodType>);

const HEADER = { alg: 'HS256', typ: 'JWT' };
const encode = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

/**
 * Signs a session for the form's `checkout` attribute, or for the URL of a payment page. Any JWT library can do the same (HS256; claims
 * `checkout`, `amount`, `exp`, `jti`, `sub`).
 * @param secret the first secret of the option `checkoutSessions`
 * @throws EXIMPE_SESSION_INVALID, whose message names every invalid field, but no values
 */
export function signCheckoutSession(session: NewCheckoutSession, secret: string): string {
  const given = Signing.safeParse({ ...session, secret });
  if (!given.success) throw new EximpeKitError('EXIMPE_SESSION_INVALID', faultsOf(given.error));
  const { checkout, amount, customer, expiresInSeconds } = given.data;
  const exp = Math.floor(Date.now() / 1_000) + expiresInSeconds;
  const claims = { checkout, amount, exp, jti: randomUUID(), ...(customer === undefined ? {} : { sub: customer }) };
  const signed = `${encode(HEADER)}.${encode(claims)}`;
  return `${signed}.${hmac(signed, secret).toString('base64url')}`;
}

/** Undefined for a token that none of the secrets signed, and for one that is longer than the form's requests allow. Never throws. */
export function readCheckoutSession(token: string, secrets: readonly string[]): CheckoutSession | undefined {
  if (!Token.safeParse(token).success) return undefined;
  const [header = '', payload = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const isSigned = secrets.some((secret) => {
    const expected = hmac(`${header}.${payload}`, secret);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  // Only this one algorithm is accepted: a token's header could say “none”.
  if (!isSigned || (decode(header) as Partial<typeof HEADER> | null)?.alg !== HEADER.alg) return undefined;
  const claims = Claims.safeParse(decode(payload));
  if (!claims.success) return undefined;
  const { checkout, amount, exp, jti, sub } = claims.data;
  return { id: jti, reference: checkout, amount, endsAtMs: exp * 1_000, customer: sub, token };
}

function faultsOf({ issues }: z.ZodError): string {
  const lines = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key}: there is no such field.${didYouMean(key, Object.keys(MUST_BE))}`)
      : `${String(issue.path[0])}: ${MUST_BE[issue.path[0] as keyof typeof MUST_BE]}`,
  );
  return `a session can't be signed:\n  - ${[...new Set(lines)].join('\n  - ')}\n`;
}

const hmac = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest();

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
