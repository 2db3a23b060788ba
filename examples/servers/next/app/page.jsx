// The checkout. A page of the server: the form in it is a client component, and renders its tag here.
import { CardForm } from '@eximpe/react';
import { orders } from '../lib/shop.js';

export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <>
      <h1>Table runner</h1>
      {orders.get('ORDER-1').paid ? <p>Paid. Thank you!</p> : <CardForm endpoint="/eximpe" checkout="ORDER-1" />}
    </>
  );
}
