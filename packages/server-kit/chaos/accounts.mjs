// The shops of a run: accounts at EximPe that share one Redis and its prefix, and call their checkouts by the same names.

const clientSecret = 'sim_secret';

export const SUB_MERCHANTS = ['1234567890', '9876543210'];

/** Two have one Encryption Key, so that a webhook which strays from one to the other is genuine there. */
export const ACCOUNTS = [
  { name: 'one', clientId: 'chaos_one', encryptionKey: 'chaos_key_shared', duplicateCapture: 'report' },
  { name: 'two', clientId: 'chaos_two', encryptionKey: 'chaos_key_two', duplicateCapture: 'refund' },
  {
    name: 'psp',
    clientId: 'chaos_psp',
    encryptionKey: 'chaos_key_shared',
    duplicateCapture: 'report',
    subMerchants: SUB_MERCHANTS,
  },
].map((account) => ({ ...account, clientSecret, what: `the account "${account.name}" of the chaos run` }));

const numberOf = (checkout) => Number(checkout.slice('ORDER-'.length));

export const checkoutName = (number) => `ORDER-${number}`;
export const isCheckout = (checkout) => /^ORDER-\d+$/.test(checkout);

/** For whom a checkout is charged; null for the account itself. */
export const merchantOf = (account, checkout) =>
  account.subMerchants?.[numberOf(checkout) % SUB_MERCHANTS.length] ?? null;

/** Each checkout of each account has a price of its own, so that money told to the wrong place is noticed. */
export function firstPrice(account, checkout) {
  const index = ACCOUNTS.findIndex(({ name }) => name === account.name);
  const number = numberOf(checkout);
  return `${100 + number}.${String((number * 7 + index * 31 + 1) % 100).padStart(2, '0')}`;
}

/** Another price than every first one. */
export const changedPrice = (price, times) => (Number(price) + 100_000 * times).toFixed(2);

export const invoiceOf = (account, checkout) => `INV-${account.name}-${checkout}`;
