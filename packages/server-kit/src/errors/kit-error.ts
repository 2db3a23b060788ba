// A mistake in how the kit is set up or mounted: a code, what is wrong, and what to do about it.

/** Every code has its own heading in the README, from which a page of the documentation is made. */
export const KIT_ERROR_CODES = [
  'EXIMPE_OPTIONS_INVALID',
  'EXIMPE_SESSION_INVALID',
  'EXIMPE_INVENTORY_INVALID',
  'EXIMPE_PUBLIC_URL_NOT_HTTPS',
  'EXIMPE_CHECKOUT_INVALID',
  'EXIMPE_PAPERS_INCOMPLETE',
  'EXIMPE_HOOK_THREW',
  'EXIMPE_ORDER_REFUSED',
  'EXIMPE_CREDENTIALS_REFUSED',
  'EXIMPE_INVOICE_NUMBER_TAKEN',
  'EXIMPE_CHARGE_UNEXPLAINED',
  'EXIMPE_WEBHOOK_BODY_ALREADY_PARSED',
  'EXIMPE_BODY_CONSUMED',
  'EXIMPE_BODY_PARSED_BEFORE',
  'EXIMPE_WIDGET_NOT_BUILT',
  'EXIMPE_MEMORY_STORE_IN_PRODUCTION',
  'EXIMPE_TRUST_PROXY_UNSET',
  'EXIMPE_TRUST_PROXY_PERMISSIVE',
  'EXIMPE_SESSION_BEFORE_RETURN',
  'EXIMPE_MOUNT_ELSEWHERE',
  'EXIMPE_WEBHOOKS_NEVER_VERIFY',
  'EXIMPE_NOBODY_IDENTIFIED',
  'EXIMPE_CLIENT_ADDRESS_UNKNOWN',
  'EXIMPE_CARD_OVER_HTTP',
  'EXIMPE_CLOCK_SKEW',
  'EXIMPE_STORE_UNUSABLE',
  'EXIMPE_STORE_UNFIT',
  'EXIMPE_STORE_CLOCK_SKEW',
  'EXIMPE_NO_ON_PAID',
  'EXIMPE_NEEDS_ATTENTION',
  'EXIMPE_GATEWAY_DOWN',
  'EXIMPE_DECLINE_RATE',
] as const;
export type KitErrorCode = (typeof KIT_ERROR_CODES)[number];

/** Where the documentation will be published; docs/site is its source. Until then `npm run docs` in the repository has the pages. */
export const DOCS_URL = 'https://docs.eximpe.com/card-form';

/** Where each code is explained. The same words are in the README of this package. */
export const helpFor = (code: KitErrorCode): string => `${DOCS_URL}/errors/${code.toLowerCase()}/`;

export class EximpeKitError extends Error {
  override readonly name = 'EximpeKitError';
  readonly code: KitErrorCode;
  readonly help: string;

  constructor(code: KitErrorCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message} (see ${helpFor(code)})`, options);
    this.code = code;
    this.help = helpFor(code);
  }
}
