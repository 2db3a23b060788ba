// Who calls the API, in which version, and whether they may.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Account } from '../accounts.ts';
import type { Owner } from '../book/book.ts';
import type { ApiVersion } from '../book/order.ts';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';

export interface Caller extends Owner {
  readonly account: Account;
  readonly version: ApiVersion;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Semantic versions; the OpenAPI text says `1.X.X`, `2.X.X`, `3.X.X`. */
function versionOf(header: string | undefined, required: boolean): ApiVersion {
  if (header === undefined) {
    if (required) throw errors.missingCredentials();
    return '2.0.0';
  }
  const major = /^([123])\.\d+\.\d+$/.exec(header)?.[1];
  if (!major) throw errors.invalidCredentials();
  return `${major}.0.0` as ApiVersion;
}

/** Throws `ApiError`. `needsMerchantId`: this is one of the calls for which the OpenAPI file lists `X-Merchant-ID`. */
export function callerOf(world: World, request: Request, needsMerchantId: boolean): Caller {
  const { quirks } = world.settings;
  const clientId = request.get('x-client-id');
  const clientSecret = request.get('x-client-secret');
  if (!clientId || !clientSecret) throw errors.missingCredentials();
  const version = versionOf(request.get('x-api-version'), quirks.has('version-required'));
  const account = world.account(clientId);
  if (!account || !same(clientSecret, account.clientSecret)) throw errors.invalidCredentials();
  if (account.active === false) throw errors.inactive();

  const merchantId = request.get('x-merchant-id');
  if (!account.subMerchants) return { account, clientId, merchantId: undefined, version };
  if (!merchantId && (needsMerchantId || quirks.has('merchant-id-everywhere'))) throw errors.missingMerchantId();
  if (merchantId && !account.subMerchants.includes(merchantId)) throw errors.invalidMerchantId();
  return { account, clientId, merchantId: merchantId || undefined, version };
}
