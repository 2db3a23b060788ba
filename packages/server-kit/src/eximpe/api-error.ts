// What EximpeClient throws: what a failed call means for its caller, in EximPe's own words, without secrets.
import type { RefusedField } from './error-body.ts';
import type { Failure, FailureKind } from './verdict.ts';

/**
 * - `not_sent`: the request never left this machine; the message names the address, or what was wrong with a document.
 * - `denied`: EximPe does not accept the credentials or the account, or does not allow this call. It had no effect.
 * - `refused`: EximPe refused the call. It had no effect.
 * - `lost`: no usable answer came, or one that is not EximPe's. **A call that changes something may have taken effect**:
 *   check before you try again.
 */
export type ApiErrorKind = FailureKind;

export class EximpeApiError extends Error {
  override readonly name = 'EximpeApiError';
  readonly kind: ApiErrorKind;
  /** Null when there was no answer. */
  readonly httpStatus: number | null;
  /** EximPe's `ERR_…`, when it gave one. */
  readonly code: string | null;
  /** Refused fields, as EximPe names them (`invoice.number`), and what it says about each. */
  readonly fields: readonly RefusedField[];
  /** EximPe's message; null when there was no answer, or one that is not in EximPe's format. */
  readonly says: string | null;

  /** @param message e.g. `HTTP 404 · ERR_ORDER_001 · payment_id: Payment not found` */
  constructor(kind: ApiErrorKind, message: string, more: Partial<Pick<Failure, 'httpStatus' | 'error'>> = {}) {
    super(message);
    this.kind = kind;
    this.httpStatus = more.httpStatus ?? null;
    this.code = more.error?.code ?? null;
    this.fields = more.error?.fields ?? [];
    this.says = more.error?.message ?? null;
  }
}
