// Examples of the documents (versions 1 and 2) that are not fixtures, each kind with the reason.
export const NOT_PLAYED: Readonly<Record<string, string>> = {
  'orders by UPI, net banking, wallet and EMI; checking a VPA': 'the simulator covers cards only',
  'a checkout session that has expired': 'EximPe’s checkout page is not simulated; nothing else needs a session',
  'payment links and payment forms': 'the merchant sends no card there',
  'subscriptions and their webhooks': 'another product, with an API of its own',
  'virtual bank accounts and transfers to them': 'another product; what their examples share with cards is a fixture',
  'sub-merchants: created, changed, listed, approved (MERCHANT_APPROVED)': 'accounts are set by the option `accounts`',
  'LRS_*, PAYMENT_UNDER_REVIEW, VERIFICATION_STATUS': 'version 3 only, which has no S2S cards',
  'GET /pg/settlements/ in the envelope, of one settlement':
    'its schema has a page without an envelope, which the simulator returns',
  'reconciliation, rows of refunds and chargebacks':
    'the simulator pays out each payment separately, before its refunds',
  'the same example in other versions, guides and languages':
    'one of each is a fixture; where they contradict each other, a quirk',
};
