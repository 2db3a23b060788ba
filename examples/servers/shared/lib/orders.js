// The shop's orders: what is bought, for how much, and whether it is paid.
import { randomUUID } from 'node:crypto';
import { database } from './database.js';

/** Prices live here, never in the browser. */
export const PRODUCT = {
  title: 'Table runner',
  price: '1000.00',
  description: 'Cotton table runner, printed by hand', // EximPe pays out only what is described
  typeOfGoods: 'physical_goods',
  hsCode: '63025100',
};

/** @returns the order's reference: nobody can guess it, since who knows one may see its price and pay it */
export function placeOrder() {
  const reference = randomUUID();
  database().prepare('insert into orders (reference, total) values (?, ?)').run(reference, PRODUCT.price);
  return reference;
}

/** @returns `{ number, reference, total, paid_at }`, or undefined */
export const findOrder = (reference) =>
  database().prepare('select number, reference, total, paid_at from orders where reference = ?').get(reference);

/** What is paid already stays as it is. */
export const markPaid = (reference) =>
  database()
    .prepare('update orders set paid_at = ? where reference = ? and paid_at is null')
    .run(new Date().toISOString(), reference);
