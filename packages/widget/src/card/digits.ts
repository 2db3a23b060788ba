// Digits of any script as ASCII digits: an Indian keyboard may type ५ or ৫ or ௫ where a card shows 5.

/** In Unicode the ten digits of each script follow one another, and each is marked as a decimal digit (category Nd). */
const FOREIGN_DIGIT = /(?!\d)\p{Nd}/gu;

/** `४१११` → `4111`; everything that is not a digit stays as it is. Keeps the length for every script of the basic plane. */
export function asciiDigits(text: string): string {
  // Most keyboards write ASCII; the set of all Unicode digits is built only for texts that need it.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(FOREIGN_DIGIT, (digit) => {
    // Digits come in blocks of ten, and the character before a block is not a digit: walk back to the zero, at most nine steps.
    const code = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  });
}

/** Only the digits of a text, as ASCII. */
export const onlyDigits = (text: string): string => asciiDigits(text).replace(/\D/g, '');
