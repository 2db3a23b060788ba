// The errors EximPe's API answers with, in its four shapes, worded as the documents word them.

/** Thrown by a route; the API's last handler turns it into the answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(`answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** Nested like the request; leaves are texts. */
export interface Details {
  readonly [field: string]: string | Details;
}

const enveloped = (status: number, code: string, message: string, details?: Details): ApiError =>
  new ApiError(status, { success: false, error: { code, message, ...(details ? { details } : {}) } });

/** Django REST framework's own shape, without EximPe's envelope. */
export const bare = (status: number, detail: string): ApiError => new ApiError(status, { detail });

const authentication = (text: string): Details => ({ authentication: text });

export const errors = {
  missingCredentials: () =>
    enveloped(401, 'ERR_AUTH_000', 'Missing credentials', authentication('Missing credentials.')),
  invalidCredentials: () =>
    enveloped(401, 'ERR_AUTH_001', 'Invalid credentials', authentication('Invalid credentials.')),
  missingMerchantId: () =>
    enveloped(
      401,
      'ERR_AUTH_000',
      'Missing credentials',
      authentication('X-Merchant-ID header is required for this endpoint.'),
    ),
  invalidMerchantId: () =>
    enveloped(401, 'ERR_AUTH_001', 'Invalid credentials', authentication('Invalid X-Merchant-ID provided.')),
  inactive: () =>
    enveloped(
      403,
      'ERR_MERCHANT_ACCOUNT_002',
      'Merchant account is not active',
      authentication('Merchant account is inactive.'),
    ),
  forbidden: () => bare(403, 'You do not have permission to perform this action.'),
  notFound: () => bare(404, 'Not found.'),
  methodNotAllowed: (method: string) => bare(405, `Method "${method}" not allowed.`),
  invalidOrder: (details: Details) => enveloped(400, 'ERR_ORDER_002', 'Validation error', details),
  orderNotFound: () => enveloped(404, 'ERR_ORDER_001', 'Order not found', { order_id: 'Order not found' }),
  paymentNotFound: () => enveloped(404, 'ERR_ORDER_001', 'Payment not found', { payment_id: 'Payment not found' }),
  settlementNotFound: () =>
    enveloped(404, 'ERR_SETTLEMENT_002', 'Settlement not found', { settlement_id: 'Settlement not found' }),
  invalidBin: () => enveloped(400, 'ERR_BIN_001', 'Validation error', { bin: 'BIN code must be 8 digits' }),
  tokenNotFound: () => enveloped(404, 'ERR_TOKEN_404', 'Card token not found'),
  tokenOfAnother: () => enveloped(404, 'ERR_TOKEN_ACCESS', 'Card token does not belong to the specified identifier'),
  noCards: () => enveloped(404, 'ERR_TOKEN_404', 'No cards found'),
  invalidRefund: (details: Details) => enveloped(400, 'ERR_REFUND_002', 'Validation error', details),
  refundNotFound: () => enveloped(404, 'ERR_REFUND_003', 'Refund not found', { refund_id: 'Refund not found' }),
  gateway: () =>
    enveloped(500, 'ERR_SERVICE_ERROR_000', 'Payment gateway error', {
      error: 'An unexpected error occurred. Please try again later',
    }),
  /** The save-card page’s own shape. */
  invalidFields: (fields: readonly { readonly attr: string; readonly detail: string }[]) =>
    new ApiError(400, {
      success: false,
      error: {
        type: 'validation_error',
        errors: fields.map(({ attr, detail }) => ({ code: 'invalid', detail, attr })),
      },
    }),
} as const;

/** The quirk that turns every leaf of `error.details` into an array. */
export function withArrayLeaves(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const error = body['error'];
  if (typeof error !== 'object' || error === null || !('details' in error)) return body;
  return { ...body, error: { ...error, details: arrayLeaves(error.details as Details) } };
}

const arrayLeaves = (details: Details): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([field, leaf]) => [field, typeof leaf === 'string' ? [leaf] : arrayLeaves(leaf)]),
  );
