// Whether a text can be the name on a card.
import { onlyDigits } from './digits.ts';
import { incomplete, invalid, valid, type Verdict } from './verdict.ts';

export type NameReason = 'name_empty' | 'name_is_number';

/** EximPe accepts up to 128 characters. */
const MAX_LENGTH = 128;

/** Refuses a text that looks like a card number, so that a PAN typed into the wrong field is never sent as a name. */
export function judgeName(text: string): Verdict<NameReason, string> {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') return incomplete('name_empty');
  if (onlyDigits(name).length >= 8) return invalid('name_is_number');
  return valid(name.slice(0, MAX_LENGTH));
}
