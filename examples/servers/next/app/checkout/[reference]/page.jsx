// The checkout. A page of the server: the form in it is a client component, and renders its tag here.
import { CardForm } from '@eximpe/react';
import { notFound } from 'next/navigation';
import { findOrder, PRODUCT } from '../../../lib/orders.js';

export const dynamic = 'force-dynamic';

export default async function Page({ params }) {
  const { reference } = await params;
  const order = findOrder(reference);
  if (!order) notFound();
  return (
    <>
      <h1>{PRODUCT.title}</h1>
      {order.paid_at ? <p>Paid. Thank you!</p> : <CardForm endpoint="/eximpe" checkout={reference} />}
    </>
  );
}
