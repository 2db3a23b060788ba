// Amounts as people in India write them: ₹1,00,000.00, in the digits of the language.

/** Takes a decimal string in rupees (`"1000.00"`) and a language (`en`, `hi`). Lakh grouping in every language. */
export function printAmount(amount: string, currency: string, lang: string): string {
  const { numberingSystem } = new Intl.NumberFormat(`${lang}-IN`).resolvedOptions();
  return new Intl.NumberFormat('en-IN', { style: 'currency', currency, numberingSystem }).format(Number(amount));
}
