// Writes the gap between month and year while the date is typed. Pure.
import { asciiDigits } from '../card/digits.ts';
import { judgeExpiry, printExpiry, splitExpiry } from '../card/expiry.ts';
import type { Edit, Typed } from './digit-mask.ts';

/** Formats a date that was typed key by key, or `pasted` whole (also by autofill). It never cuts anything off. */
export function maskExpiry(typed: Typed, edit: Edit, pasted: boolean, digitsBefore: number, now: Date): Typed {
  const text = asciiDigits(typed.text);
  const verdict = judgeExpiry(text, now);
  const isAtEnd = typed.caret === text.length;
  // A four-digit year is complete, too.
  if (verdict.kind === 'valid' && (pasted || (edit === 'insert' && isAtEnd && /\d{4}$/.test(text))))
    return atEnd(printExpiry(verdict.value));
  if (!isAtEnd) return typed;
  const digits = text.replace(/\D/g, '');
  if (edit !== 'insert') {
    // Deleting the gap means deleting the digit before it.
    return digits.length === digitsBefore && /\D$/.test(typed.text) ? atEnd(digits.slice(0, -1)) : typed;
  }
  const { month, year } = splitExpiry(text);
  if (year !== '') return atEnd(`${month.padStart(2, '0')} / ${year}`);
  const isWhole = /^(?:0[1-9]|1[0-2]|[2-9])$/.test(month) || (month !== '' && /[^\d]$/.test(text));
  return atEnd(isWhole && Number(month) > 0 ? `${month.padStart(2, '0')} / ` : month);
}

const atEnd = (text: string): Typed => ({ text, caret: text.length });
