// GET health — whether this mount can take payments; for load balancers and alerts. Nothing private.
import type { RouteContext } from './context.ts';
import { json, type Reply } from './reply.ts';

/** Work that is this late is stuck. */
const LATE_MS = 60_000;

export interface Health {
  /** False when payments should not be sent here: the store can't be reached, or the kit is being closed. */
  readonly ready: boolean;
  readonly store: { readonly durable: boolean; readonly reachable: boolean };
  /** Settled payments that `onSettled` has thrown at and not taken yet, on the whole store. */
  readonly undelivered: number;
  /** Attempts whose next step (a question, a delivery) is over a minute late, on the whole store. */
  readonly overdue: number;
}

export async function healthRoute({ ports, isClosing }: RouteContext): Promise<Reply> {
  const { store, clock } = ports;
  let [overdue, undelivered] = [0, 0];
  let reachable = true;
  try {
    await store.ping();
    overdue = await store.countDue(clock.now() - LATE_MS);
    undelivered = await store.countUndelivered();
  } catch (error) {
    reachable = false;
    ports.log.error({ err: error }, 'the store can not be reached');
  }
  const ready = reachable && !isClosing();
  const health: Health = { ready, store: { durable: store.durable, reachable }, undelivered, overdue };
  return json(ready ? 200 : 503, health);
}
