// What EximpeClient throws: what a failed call means for its caller, in EximPe's own words, without secrets.
import type { RefusedField } from './error-body.ts';
import type { Failure, FailureKind } from './verdict.ts';

/**
 * - `not_sent`: the request never left this machine; the message names the address, or what was wrong with a document.
 * - `denied`: EximPe does not accept the credentials or the account, or not for this call. The call had no effect.
 * - `refused`: EximPe said no. The call had no effect.
 * - `lost`: no intelligible answer came, or one that is not EximPe's. **A call that changes something may have done so**:
 *   look before you try again.
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
  /** EximPe's message; null when there was no answer, or one that is not in EximPe's form. */
  readonly says: string | null;

  /** @param message as in `HTTP 404 · ERR_ORDER_001 · payment_id: Payment not found` */
  constructor(kind: ApiErrorKind, message: string, more: Partial<Pick<Failure, 'httpStatus' | 'error'>> = {}) {
    super(message);
    this.kind = kind;
    this.httpStatus = more.httpStatus ?? null;
    this.code = more.error?.code ?? null;
    this.fields = more.error?.fields ?? [];
    this.says = more.error?.message ?? null;
  }
}
