// Adyen Web's Card, set up as its documents say for a page without a session. Its three fields are frames from Adyen's servers.
import { AdyenCheckout, Card } from '@adyen/adyen-web';
import '@adyen/adyen-web/styles/adyen.css';

const checkout = await AdyenCheckout({
  environment: 'test',
  clientKey: 'test_BENCHBENCHBENCHBENCHBENCHBENCHBE',
  countryCode: 'IN',
  locale: 'en-US',
  amount: { value: 100_000, currency: 'INR' },
  analytics: { enabled: false },
  paymentMethodsResponse: { paymentMethods: [{ type: 'scheme', name: 'Cards', brands: ['visa', 'mc', 'amex'] }] },
  onSubmit() {},
  onError() {},
});
new Card(checkout, { hasHolderName: true, holderNameRequired: true }).mount('main');
