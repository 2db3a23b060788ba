// Creates the id of an attempt, before anything is sent.
import type { AttemptId } from '@eximpe/contract';

const random = (): number => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;

/** A random (version 4) UUID. It does not use `randomUUID()`, which is missing on plain-HTTP pages of a local network. */
export const newAttemptId = (): AttemptId =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? random() & 15 : 8 | (random() & 3)).toString(16),
  );
