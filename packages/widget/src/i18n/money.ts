// Amounts as people in India write them: ₹1,00,000.00, in the digits of the language.

/** Takes a decimal string in rupees (`"1000.00"`) and a language tag without a region (`en`, `hi`). */
export function printAmount(amount: string, currency: string, lang: string): string {
  return new Intl.NumberFormat(lang.includes('-') ? lang : `${lang}-IN`, { style: 'currency', currency }).format(
    Number(amount),
  );
}
