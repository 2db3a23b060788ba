// Groups digits while they are typed, and computes the caret's new place. Pure.
import { onlyDigits } from '../card/digits.ts';

export interface Typed {
  readonly text: string;
  /** Characters before the caret. */
  readonly caret: number;
}

/** The shopper's last edit; it decides on which side of a gap the caret rests, and what deleting a gap means. */
export type Edit = 'insert' | 'deleteBackward' | 'deleteForward';

/**
 * Keeps the number of digits before the caret. `digitsBefore` is how many digits there were before a deletion: if the number has not changed,
 * only a gap was deleted, and the digit next to it is deleted instead.
 */
export function maskDigits(
  typed: Typed,
  gaps: readonly number[],
  maxDigits: number,
  edit: Edit = 'insert',
  digitsBefore?: number,
): Typed {
  let digits = onlyDigits(typed.text);
  let before = onlyDigits(typed.text.slice(0, typed.caret)).length;
  if (edit !== 'insert' && digits.length === digitsBefore) {
    const removed = edit === 'deleteBackward' ? before - 1 : before;
    if (removed >= 0) digits = digits.slice(0, removed) + digits.slice(removed + 1);
    before = Math.min(before, Math.max(removed, 0));
  }
  // A digit beyond the maximum is the one that is dropped, wherever the caret is.
  if (digits.length === maxDigits + 1 && edit === 'insert') {
    before -= 1;
    digits = digits.slice(0, before) + digits.slice(before + 1);
  }
  digits = digits.slice(0, maxDigits);
  before = Math.min(before, digits.length);
  let text = '';
  let caret = 0;
  for (let i = 0; i < digits.length; i += 1) {
    if (gaps.includes(i)) text += ' ';
    text += digits[i];
    if (i + 1 === before) caret = text.length;
  }
  // After an insertion the caret jumps over a gap, to the place of the next digit.
  if (edit === 'insert' && text[caret] === ' ') caret += 1;
  return { text, caret };
}
