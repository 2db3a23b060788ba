// Amounts as people in India write them: ₹1,00,000.00.
import { isLanguage, LANGUAGES } from '@eximpe/contract/languages';

export type Digits = 'latin' | 'own';

/**
 * Takes a decimal string in rupees (`"1000.00"`). Groups lakhs in every language, and uses Latin digits, as the bank's page and its SMS do;
 * with `own`, the digits of the language's script. Latin digits need no Intl, whose first use costs a cheap phone 30 ms.
 */
export function printAmount(amount: string, lang: string, digits: Digits): string {
  if (digits === 'own' && isLanguage(lang)) {
    const numberingSystem = LANGUAGES[lang].ownDigits;
    return new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR', numberingSystem }).format(
      Number(amount),
    );
  }
  return `₹${amount.replace(/\d(?=(?:\d\d)*\d{3}\.)/g, '$&,')}`;
}
