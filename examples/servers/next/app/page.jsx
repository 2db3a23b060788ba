// The checkout.
import { orders } from '../lib/shop.js';

export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <>
      <script type="module" src="/eximpe/card-form.js" async />
      <h1>Table runner</h1>
      {orders.get('ORDER-1').paid ? (
        <p>Paid. Thank you!</p>
      ) : (
        <eximpe-card-form endpoint="/eximpe" checkout="ORDER-1" />
      )}
    </>
  );
}
