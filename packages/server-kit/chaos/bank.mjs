// The banks: they decide what no shopper saw decided, and sometimes take money of payments that they had called failed.
import { setTimeout } from 'node:timers/promises';

const SWEEP_EVERY_MS = 6_000;
const LEAST_AGE_MS = 3_000;

/** @param diary remembers which payments had failed before they were captured */
export function createBank({ gateway, diary, counts, chance }) {
  let isOver = false;
  const age = ({ createdAt }) => Date.now() - Date.parse(createdAt);
  const outcome = () => (chance.is(0.5) ? 'paid' : chance.pick(['declined', 'insufficient-funds', 'challenge-failed']));

  /** @param share of the orders that are open or failed */
  async function sweep(share, lateShare) {
    for (const order of await gateway.orders()) {
      if (order.status === 'payment_pending' && age(order) > LEAST_AGE_MS && chance.is(share)) {
        counts.add('decided by the bank alone');
        await gateway.decide(order.orderId, outcome());
      }
      if (order.status === 'failed' && chance.is(lateShare)) {
        diary.failedBefore(order.orderId);
        if (await gateway.captureLate(order.orderId)) counts.add('captured after failure');
      }
    }
  }

  return {
    async work() {
      for (;;) {
        await setTimeout(SWEEP_EVERY_MS, undefined, { ref: false });
        if (isOver) return;
        await sweep(0.4, 0.01).catch(() => undefined);
      }
    },
    /** Decides everything. */
    async end() {
      isOver = true;
      await setTimeout(LEAST_AGE_MS);
      await sweep(1, 0);
    },
  };
}
