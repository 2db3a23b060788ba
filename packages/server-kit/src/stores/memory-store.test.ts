import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { MemoryStore } from './memory-store.ts';
import { storeContract } from '../../test/store-contract.ts';

const store = new MemoryStore();
storeContract(
  () => store.ofAccount('one'),
  () => store.ofAccount('other'),
);

test('undecided attempts are kept, however many there are, and finished ones are dropped', async () => {
  const crowded = new MemoryStore().ofAccount('one');
  const [pending, paid] = [anAttempt({ checkout: 'first' }), anAttempt({ checkout: 'second' })];
  await crowded.open(pending);
  await crowded.open(paid);
  await crowded.replace({ ...paid, status: 'successful', askAtMs: null, revision: 2 });
  for (let index = 0; index < 50_000; index += 1) await crowded.open(anAttempt({ checkout: `ORDER-${index}` }));
  expect(await crowded.find(pending.id)).toBeDefined();
  expect(await crowded.find(paid.id)).toBeUndefined();
});
