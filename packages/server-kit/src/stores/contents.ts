// The contents of one account in a store, record by record: copied when a shop moves to another store.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';
import type { Bar } from '../payments/ports/attempts.ts';
import type { Consent } from '../payments/ports/consents.ts';
import type { Note } from '../payments/ports/notes.ts';

/** Claims and limits are not copied: they last only minutes, and start again. */
export type Kept =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'consent'; readonly consent: Consent }
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'bar'; readonly id: AttemptId; readonly bar: Bar; readonly ttlMs: number };

export interface OfAccount {
  readonly account: string;
  readonly kept: Kept;
}

/** A store that can be read from end to end. Records that are written meanwhile may be missing. */
export interface Contents {
  contents(): AsyncIterable<OfAccount>;
}
