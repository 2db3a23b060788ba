// GET health — whether this mount can take payments; for load balancers and alerts. Nothing private.
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { mountOf } from './mount.ts';
import { json, type Reply } from './reply.ts';

/** Work that is this late is stuck. */
const LATE_MS = 60_000;

export interface Health {
  /** False when payments should not be sent here: the store can't be reached, or the kit is being closed. */
  readonly ready: boolean;
  /** True once `kit.close()` was called. */
  readonly closing: boolean;
  readonly store: {
    readonly durable: boolean;
    readonly reachable: boolean;
    /** Faults of the store that break the kit's promises, e.g. `["evicts"]`; the log and the doctor say more. */
    readonly faults: readonly string[];
    /** Milliseconds that the store took to answer just now; null when it did not answer. */
    readonly latencyMs: number | null;
  };
  /** The mount as EximPe and shoppers are told it, e.g. `https://shop.example/eximpe`; `publicUrl` sets its origin. */
  readonly publicAddress: string;
  /** Messages in the whole store that have not been delivered to your hooks yet: how many, and the age of the oldest in seconds. */
  readonly outbox: { readonly waiting: number; readonly oldestSeconds: number | null };
  /** Attempts in the whole store whose due work (asking EximPe, a refund) is over a minute late. */
  readonly overdue: number;
}

export async function healthRoute(context: RouteContext, call: Call): Promise<Reply> {
  const { ports, settings, storeFaults } = context;
  const { signal } = context.closing;
  const { store, clock } = ports;
  const closing = signal.aborted;
  let overdue = 0;
  let outbox: Health['outbox'] = { waiting: 0, oldestSeconds: null };
  let reachable = true;
  let latencyMs: number | null = null;
  try {
    const asked = performance.now();
    await store.ping();
    latencyMs = Math.round((performance.now() - asked) * 10) / 10;
    const nowMs = clock.now();
    overdue = (await store.countDue('ask', nowMs - LATE_MS)) + (await store.countDue('refund', nowMs - LATE_MS));
    const { count, oldestAtMs } = await store.backlog(nowMs);
    outbox = { waiting: count, oldestSeconds: oldestAtMs === null ? null : Math.round((nowMs - oldestAtMs) / 1_000) };
  } catch (error) {
    reachable = false;
    // While the kit closes, its store may already be gone.
    if (!closing) ports.log.error({ err: error }, "the store can't be reached");
  }
  const ready = reachable && !closing;
  const faults = storeFaults().map(({ fault }) => fault);
  const held = { durable: store.durable, reachable, faults, latencyMs };
  const publicAddress = mountOf(call, settings.publicUrl).url;
  const health: Health = { ready, closing, store: held, publicAddress, outbox, overdue };
  return json(ready ? 200 : 503, health);
}
