// Helpers for all our pages: text in HTML, and amounts as the pages' heads show them.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const rupees = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });

/** `₹1,00,000.00` for `100000.00`: in Latin digits in every language, as on the bank's page. */
export const inRupees = (amount: string): string => rupees.format(Number(amount));
