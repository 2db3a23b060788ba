// Reads an expiry date in any form that shoppers write.
import { asciiDigits } from './digits.ts';
import { incomplete, invalid, valid, type Verdict } from './verdict.ts';

export type ExpiryReason = 'expiry_empty' | 'expiry_incomplete' | 'expiry_wrong' | 'expiry_past';

export interface Expiry {
  /** `01`–`12`. */
  readonly month: string;
  /** Four digits. */
  readonly year: string;
}

/** No issuer prints a date further away than this. */
const MAX_YEARS_AHEAD = 20;

const isMonth = (digits: string): boolean => /^(?:0?[1-9]|1[0-2])$/.test(digits);
const isYear = (digits: string): boolean => /^(?:20)?\d\d$/.test(digits);

/** The most likely split of the shopper's digits into month and year; either may be unfinished. */
export function splitExpiry(text: string): { month: string; year: string } {
  const groups = asciiDigits(text).split(/\D+/).filter(Boolean);
  const [first = '', second = ''] = groups;
  const digits = groups.join('');
  // The year comes first; typed key by key, its 2 was taken for a month and written as 02.
  if (/^0?20\d\d(0[1-9]|1[0-2])$/.test(digits)) return { month: digits.slice(-2), year: digits.slice(-6, -2) };
  if (groups.length > 1) return first.length === 4 ? { month: second, year: first } : { month: first, year: second };
  // The month has one digit if two digits are no month (5…, 13…), or if an odd number of digits would leave no valid year (127, 12027).
  const monthLength = /^0|^1[0-2](?:\d\d)*$|^1$/.test(first) ? 2 : 1;
  return { month: first.slice(0, monthLength), year: first.slice(monthLength) };
}

/** Takes `5/27`, `0527`, `05-2027`, `05.27`, `2027-05`, `05 / 2030`, in any digits. `now` is the shopper's clock. */
export function judgeExpiry(text: string, now: Date): Verdict<ExpiryReason, Expiry> {
  const { month, year } = splitExpiry(text);
  if (month === '' && year === '') return incomplete('expiry_empty');
  if (month.length > 2 || Number(month) > 12 || month === '00' || year.length > 4) return invalid('expiry_wrong');
  if (!isMonth(month) || !isYear(year)) {
    return year.length > 2 && !year.startsWith('20') ? invalid('expiry_wrong') : incomplete('expiry_incomplete');
  }
  const fullYear = Number(year.length === 2 ? `20${year}` : year);
  const monthsAhead = (fullYear - now.getFullYear()) * 12 + Number(month) - 1 - now.getMonth();
  if (monthsAhead < 0) {
    // `20` may be the beginning of 20xx.
    return year === '20' ? incomplete('expiry_past') : invalid('expiry_past');
  }
  if (monthsAhead > MAX_YEARS_AHEAD * 12) return invalid('expiry_wrong');
  return valid({ month: month.padStart(2, '0'), year: String(fullYear) });
}

/** As printed on the card: `05 / 27`. */
export const printExpiry = ({ month, year }: Expiry): string => `${month} / ${year.slice(2)}`;
