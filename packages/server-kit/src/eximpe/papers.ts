// Which papers of an order EximPe has.
import type { PapersAnswer } from '../payments/ports/gateway.ts';
import type { EximpeClient } from './client.ts';
import { noAnswer } from './no-answer.ts';

export async function papersOf(client: EximpeClient, orderId: string): Promise<PapersAnswer> {
  try {
    const { invoice } = await client.orders.get(orderId);
    return { kind: 'known', hasInvoiceFile: Boolean(invoice?.file) };
  } catch (error) {
    return noAnswer(error);
  }
}
