// Names an account at EximPe in a store: no account reads what another one wrote.
import { createHash } from 'node:crypto';

/** 96 bits. */
const CHARACTERS = 16;

/** A fingerprint of address, client id and merchant id; no secret is in it. */
export const accountOf = (account: {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly merchantId?: string | undefined;
}): string =>
  createHash('sha256')
    .update(JSON.stringify([new URL(account.baseUrl).href, account.clientId, account.merchantId ?? null]))
    .digest('base64url')
    .replace(/[^A-Za-z0-9-]/g, '-')
    .slice(0, CHARACTERS);
