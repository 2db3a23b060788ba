// Places an order, and leads to its checkout.
import { placeOrder } from '../../lib/orders.js';

export const POST = () => new Response(null, { status: 303, headers: { location: `/checkout/${placeOrder()}` } });
