// Whether a security code has the right length for its network.
import { onlyDigits } from './digits.ts';
import { incomplete, invalid, valid, type Verdict } from './verdict.ts';

export type CvcReason = 'cvc_empty' | 'cvc_length';

/** `length` is undefined while the network is not known; then three or four digits are accepted. */
export function judgeCvc(text: string, length: 3 | 4 | undefined): Verdict<CvcReason, string> {
  const digits = onlyDigits(text);
  if (digits === '') return incomplete('cvc_empty');
  if (digits.length < (length ?? 3)) return incomplete('cvc_length');
  return digits.length > (length ?? 4) ? invalid('cvc_length') : valid(digits);
}
