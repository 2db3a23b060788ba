// What EximpeClient throws: EximPe's own words, scrubbed, and what they mean for a caller.

/**
 * - `not_sent`: the request never left. `lost`: it left, and no intelligible answer came, or one of 5xx; it may have had its effect.
 * - `refused`: EximPe answered, and said no.
 */
export type ApiErrorKind = 'not_sent' | 'lost' | 'refused';

export class EximpeApiError extends Error {
  override readonly name = 'EximpeApiError';
  readonly kind: ApiErrorKind;
  /** Null when there was no answer. */
  readonly httpStatus: number | null;
  /** EximPe's `ERR_…`, when it gave one. */
  readonly code: string | null;
  /** Refused fields, as EximPe names them, and what it says of each. */
  readonly fields: readonly { readonly path: string; readonly says: string }[];

  constructor(
    kind: ApiErrorKind,
    message: string,
    more: Partial<Pick<EximpeApiError, 'httpStatus' | 'code' | 'fields'>> = {},
  ) {
    super(message);
    this.kind = kind;
    this.httpStatus = more.httpStatus ?? null;
    this.code = more.code ?? null;
    this.fields = more.fields ?? [];
  }
}
