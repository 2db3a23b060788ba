// Where EximPe's documents contradict each other: the simulator does one thing by default, and the other with the quirk.

interface QuirkRow {
  /** What the simulator does without it. */
  readonly otherwise: string;
  /** What it does with it. */
  readonly does: string;
  /** Which document says so. */
  readonly source: string;
}

export const QUIRKS = {
  'order-created-201': {
    otherwise: 'POST /pg/orders/ answers 200 to versions 1 and 2',
    does: 'it answers 201',
    source: 'v3 create-order page; OpenAPI v1/v2 says 200',
  },
  'version-required': {
    otherwise: 'a call without X-API-Version is served as 2.0.0',
    does: 'it gets the 401 of missing credentials',
    source: 'OpenAPI, v3 test-credentials page; the S2S card guide’s own sample omits the header',
  },
  'merchant-id-everywhere': {
    otherwise: 'a PSP must send X-Merchant-ID to create orders, for tokens and for BIN lookup',
    does: 'it must send it on every call',
    source: 'card guides; OpenAPI security lists it for the three only',
  },
  'amount-two-decimals': {
    otherwise: 'amount accepts zero, one or two decimals',
    does: 'amount needs exactly two',
    source: 'OpenAPI `^\\d+\\.\\d{2}$`; the field table is wider',
  },
  'reference-no-underscore': {
    otherwise: 'reference_id may contain an underscore in versions 1 and 2, as in all their examples',
    does: 'letters, digits and dashes only, as in 3.0.0',
    source: 'v3 create-order page',
  },
  'reference-unique-forever': {
    otherwise: 'a reference_id can be reused once its order has failed (“Reference ID must be unique”)',
    does: 'it can never be reused (“Reference ID already exists”)',
    source: 'v3 create-order page; v1/v2 say “while the order is active”',
  },
  'mop-lower-case-only': {
    otherwise: 'mop_type and network are case-insensitive',
    does: 'lower case only',
    source: 'tables, OpenAPI; the guide’s note says "CREDIT_CARD"',
  },
  'networks-of-openapi': {
    otherwise: 'visa, mastercard, rupay, amex, diners, discover, maestro and sbi_maestro are networks',
    does: 'diners, maestro and sbi_maestro are refused',
    source: 'OpenAPI; the tables and the playground have more',
  },
  'maestro-without-cvv': {
    otherwise: 'cvv is required for every new card',
    does: 'it may be left out for maestro cards',
    source: 'no document; other Indian gateways accept such cards, and EximPe lists sbi_maestro',
  },
  cors: {
    otherwise: 'the API is for servers: no page of another site may call it',
    does: 'any page may (CORS)',
    source: 'playground, which calls the API from the browser',
  },
  'return-url-optional': {
    otherwise: 'return_url is required',
    does: 'it may be left out; the shopper then ends up at the simulator',
    source: 'OpenAPI, playground; the tables require it',
  },
  'invoice-optional': {
    otherwise: 'invoice is required',
    does: 'it may be left out',
    source: 'OpenAPI; the tables require it',
  },
  'buyer-device-optional': {
    otherwise: 'buyer.ip_address and buyer.user_agent are required for cards',
    does: 'they may be left out',
    source: 'parameter table; guide and OpenAPI text require them',
  },
  'nickname-required': {
    otherwise: 'card_details.nickname may be left out',
    does: 'it is required',
    source: 'field table; OpenAPI and the guide’s first token example leave it out',
  },
  'identifier-optional': {
    otherwise: 'card_details.identifier is required',
    does: 'it may be left out, unless a token or save_card is used',
    source: 'playground, subscription examples; tables and OpenAPI require it',
  },
  'error-arrays': {
    otherwise: 'the leaves of error.details are strings',
    does: 'they are arrays of strings',
    source: 'playground reads both',
  },
  'status-last-updated-at': {
    otherwise: 'the status answer has updated_at',
    does: 'it has last_updated_at instead',
    source: 'v3 hosted-checkout guide',
  },
  'status-upper-case': {
    otherwise: 'order statuses are lower case',
    does: 'PAYMENT_PENDING, PAYMENT_SUCCESSFUL, FAILED',
    source: 'the documents of 2026-03-10',
  },
  'status-payment-failed': {
    otherwise: 'a failed order’s status is failed',
    does: 'it is payment_failed, or payment_cancelled when the shopper cancelled',
    source: 'v1/v2 hosted-checkout guide',
  },
  'old-order-shape': {
    otherwise: 'GET /pg/orders/{id}/ has opted_mop_type and a string amount',
    does: 'mop_type in upper case, a number, and is_testing',
    source: 'documents before November 2025',
  },
  'uuid-ids': {
    otherwise: 'ids are OD, PR, RF and ten digits',
    does: 'order and payment ids are UUIDs',
    source: 'v2 webhook reference',
  },
  'card-mop': {
    otherwise: 'webhooks say CREDIT_CARD or DEBIT_CARD',
    does: 'they say CARD',
    source: 'v2 PAYMENT_FAILED reference',
  },
  'extended-status-codes': {
    otherwise: 'extended_status of a failure is FAILED',
    does: 'it is the guide’s category, e.g. INSUFFICIENT_FUNDS',
    source: 'guide’s “common error scenarios”; no documented payload carries them',
  },
  'webhook-old-shape': {
    otherwise: 'payment webhooks have the keys of 2026-07-21',
    does: 'the seven older keys, in lower case',
    source: 'the S2S card guide',
  },
  'webhook-v1-signature-only': {
    otherwise: 'webhooks carry X-Webhook-Signature and X-Webhook-Signature-V2',
    does: 'the first only',
    source: 'v1/v2 pages; the second is on v3 pages',
  },
  'webhook-needs-200': {
    otherwise: 'any 2xx answer to a webhook counts as received',
    does: 'only 200 does',
    source: 'integration guides; the reference says 2xx',
  },
  'return-payment-words': {
    otherwise: 'the return form says captured or failed',
    does: 'payment_successful or payment_failed',
    source: 'documents before 2026-04-27, and the guides’ sample handler',
  },
  'token-guide-body': {
    otherwise: 'POST /pg/tokens/ accepts the body of the API reference',
    does: 'the guide’s body (number, string expiry, cvv) is accepted too',
    source: 'the S2S card guide',
  },
  'token-delete-post-only': {
    otherwise: '/pg/tokens/delete/ accepts POST and DELETE',
    does: 'DELETE gets 405',
    source: 'OpenAPI, page header',
  },
  'token-delete-delete-only': {
    otherwise: '/pg/tokens/delete/ accepts POST and DELETE',
    does: 'POST gets 405',
    source: 'the page’s own samples, playground',
  },
  'token-none-404': {
    otherwise: 'listing an identifier without cards returns an empty list',
    does: '404',
    source: 'tokens/list table',
  },
  'bin-six-to-nine': {
    otherwise: 'a BIN has exactly 8 digits',
    does: '6 to 9 digits are accepted',
    source: 'OpenAPI pattern; its own error text says 8',
  },
  'sandbox-papers': {
    otherwise: 'upload-verification-details accepts any name, PIN code and product',
    does: 'it accepts only the three test values',
    source: 'v2 test-data page; the reference’s own example has others',
  },
  'refund-upper-case': {
    otherwise: 'a created refund’s status is initiated',
    does: 'INITIATED, as in the list',
    source: 'refund list and get examples',
  },
} as const satisfies Readonly<Record<string, QuirkRow>>;

export type Quirk = keyof typeof QUIRKS;

/** Quirks that belong together. */
export const PRESETS = {
  playground: {
    what: 'EximPe’s own playground can pay: it calls the API from its page, and sends neither return_url nor identifier',
    quirks: ['cors', 'return-url-optional', 'identifier-optional'],
  },
} as const satisfies Readonly<Record<string, { readonly what: string; readonly quirks: readonly Quirk[] }>>;

export type Preset = keyof typeof PRESETS;

export const isPreset = (word: string): word is Preset => Object.hasOwn(PRESETS, word);

export const isQuirk = (word: string): word is Quirk => Object.hasOwn(QUIRKS, word);
