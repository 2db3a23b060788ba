// A message to the shop, as it waits in the outbox.
import type { AttemptId } from '@eximpe/contract';
import type { Notice } from './attention.ts';

/** Messages that wait for each other: those of one checkout, or those of no known checkout. */
export type Queue = string;

export const queueOf = (checkout: string | null): Queue => (checkout === null ? 'account' : `checkout:${checkout}`);

interface Waiting {
  /** Identifies what happened: if it is written again while it waits, it is still one message. */
  readonly id: string;
  readonly queue: Queue;
  /** Place in the queue. For a message that is meant for a later time: that time. */
  readonly createdAtMs: number;
  /** When the kit tries to deliver it next. */
  readonly dueAtMs: number;
  readonly tries: number;
}

/**
 * - `captured`: an attempt was captured. Whether the shop is told "paid" or "paid twice" is decided on delivery.
 * - `failed`: an attempt failed. Delivered only while the checkout is not paid.
 * - `attention`: something for a person.
 */
export type Message =
  | (Waiting & { readonly topic: 'captured'; readonly attempt: AttemptId })
  | (Waiting & { readonly topic: 'failed'; readonly attempt: AttemptId })
  | (Waiting & { readonly topic: 'attention'; readonly attempt: AttemptId | null; readonly notice: Notice });
