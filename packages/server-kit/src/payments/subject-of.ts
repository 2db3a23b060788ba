// What the log says of an attempt that is known by its id only: its id alone when the store does not answer.
import type { AttemptId } from '@eximpe/contract';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';

export async function subjectOf({ store }: Pick<Ports, 'store'>, id: AttemptId | null): Promise<object> {
  const attempt = id === null ? undefined : await store.find(id).catch(() => undefined);
  return attempt ? about(attempt) : { attempt: id };
}
