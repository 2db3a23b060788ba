// Copies the records of one store into another. Attempts first: messages refer to them.
import type { Contents, Kept } from '../stores/contents.ts';
import type { SqlStore } from '../stores/sql/sql-store.ts';

const ORDER: readonly (readonly Kept['kind'][])[] = [['attempt', 'bar', 'consent', 'note'], ['message']];

/** How many of each kind were copied. */
export type Copied = Readonly<Record<'attempts' | 'messages' | 'consents' | 'notes' | 'bars', number>>;

/**
 * A shop that runs meanwhile writes records that the copy may lack: copy once while it runs, stop its processes, copy
 * again, and start them on the new store. Copying a record twice makes no second one. The only exception is a message
 * that was delivered in between: it is delivered again.
 */
export async function copyContents(from: Contents, to: SqlStore): Promise<Copied> {
  const copied = { attempts: 0, messages: 0, consents: 0, notes: 0, bars: 0 };
  for (const kinds of ORDER) {
    for await (const each of from.contents()) {
      if (!kinds.includes(each.kept.kind)) continue;
      await to.take(each);
      copied[`${each.kept.kind}s`] += 1;
    }
  }
  return copied;
}
