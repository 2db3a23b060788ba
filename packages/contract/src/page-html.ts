// What all our pages need: text in HTML, and amounts as their heads show them.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const rupees = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });

/** `₹1,00,000.00` of `100000.00`: in Latin digits whatever the language, as the bank's page shows it. */
export const inRupees = (amount: string): string => rupees.format(Number(amount));
