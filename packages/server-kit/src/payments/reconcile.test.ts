import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { somePorts } from '../../test/ports.ts';
import { MemoryStore } from '../stores/memory-store.ts';
import type { Attempt } from './attempt.ts';
import type { Gateway } from './ports/gateway.ts';
import { reconcile } from './reconcile.ts';

/** Somebody else finds a duplicate just before this process writes that nothing is left to do. */
class StoreOfTwo extends MemoryStore {
  override async replace(attempt: Attempt): Promise<boolean> {
    const current = await this.find(attempt.id);
    if (attempt.dueAtMs === null && current?.duplicate === 'none') {
      await super.replace({ ...current, duplicate: 'refund_due', revision: current.revision + 1 });
    }
    return super.replace(attempt);
  }
}

test('work that turns up while a payment is put away keeps its place', async () => {
  const ports = somePorts({ store: new StoreOfTwo(), gateway: {} as Gateway });
  const attempt = anAttempt({ status: 'successful', delivery: 'done', dueAtMs: 1 });
  await ports.store.open(attempt);
  await reconcile(ports);
  expect(await ports.store.find(attempt.id)).toMatchObject({ duplicate: 'refund_due', dueAtMs: 1 });
});
