// The product.
import { PRODUCT } from '../lib/orders.js';
import { rupees } from '../lib/pages.js';

export default function Page() {
  return (
    <>
      <h1>{PRODUCT.title}</h1>
      <p>
        {PRODUCT.description}: {rupees(PRODUCT.price)}
      </p>
      <form method="post" action="/orders">
        <button>Buy</button>
      </form>
    </>
  );
}
