// Amounts as people in India write them: ₹1,00,000.00, in the digits of the language.
import { isLanguage, LANGUAGES } from '@eximpe/contract/languages';

/**
 * Takes a decimal string in rupees (`"1000.00"`) and a language (`en`, `hi`). Lakh grouping in every language. Where digits are those of
 * English nothing needs Intl, whose first use costs a cheap phone 30 ms.
 */
export function printAmount(amount: string, lang: string): string {
  const numberingSystem = isLanguage(lang) ? LANGUAGES[lang].numberingSystem : 'latn';
  return numberingSystem !== 'latn'
    ? new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR', numberingSystem }).format(Number(amount))
    : `₹${amount.replace(/\d(?=(?:\d\d)*\d{3}\.)/g, '$&,')}`;
}
