// What is to be told to the shop, as it waits in the outbox.
import type { AttemptId } from '@eximpe/contract';
import type { Notice } from './attention.ts';

/** What waits in line behind each other: a checkout's messages, or those of no checkout that is known. */
export type Queue = string;

export const queueOf = (checkout: string | null): Queue => (checkout === null ? 'account' : `checkout:${checkout}`);

interface Waiting {
  /** Names what happened: written again while it waits, it is still one message. */
  readonly id: string;
  readonly queue: Queue;
  /** Place in the queue. For what is to be told at a later time: that time. */
  readonly createdAtMs: number;
  /** When it is to be tried next. */
  readonly dueAtMs: number;
  readonly tries: number;
}

/**
 * - `captured`: an attempt was captured. What the shop hears of it (paid, or paid twice) is decided when it is told.
 * - `failed`: an attempt failed. Told only while the checkout is not paid.
 * - `attention`: something for a person.
 */
export type Message =
  | (Waiting & { readonly topic: 'captured'; readonly attempt: AttemptId })
  | (Waiting & { readonly topic: 'failed'; readonly attempt: AttemptId })
  | (Waiting & { readonly topic: 'attention'; readonly attempt: AttemptId | null; readonly notice: Notice });
