// What a store promises about waiting messages.
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Message } from '../payments/outbox/message.ts';
import { messageOf, newerOf, someAttempt } from './samples.ts';
import type { StoreTests } from './store-test.ts';

export const OUTBOX: StoreTests = {
  async 'the outbox has the messages of a change, in every process, and none of a change that was refused'({
    store,
    again,
  }) {
    const attempt = someAttempt();
    await store.open(attempt);
    const queue = `checkout:${attempt.checkout}`;
    const [one, other] = [messageOf({ queue }), messageOf({ queue })];
    equal(await store.replace(newerOf(attempt, { asks: 1 }), [one]), true);
    equal(await again.replace(newerOf(attempt, { asks: 2 }), [other]), false);
    deepEqual(await again.waiting(queue), [one]);
    ok((await again.dueQueues(Date.now() + 1, 1_000)).includes(queue));
    await store.remove(one);
    deepEqual(await again.waiting(queue), []);
  },

  async 'the outbox keeps a message if its attempt is older than the revision it was delivered from'({ store, again }) {
    const attempt = someAttempt();
    await store.open(attempt);
    const message = messageOf({ queue: `checkout:${attempt.checkout}`, attempt: attempt.id });
    equal(await store.replace(newerOf(attempt), [message]), true);
    equal(await again.remove(message, attempt.revision + 2), false);
    deepEqual(await store.waiting(message.queue), [message]);
    equal(await again.remove(message, attempt.revision + 1), true);
    deepEqual(await store.waiting(message.queue), []);
  },

  async 'the outbox keeps a message once, as first written, until it is removed, and returns a queue in its order'({
    store,
    again,
  }) {
    const first = messageOf({ createdAtMs: 1_000, dueAtMs: 5_000 });
    const { queue } = first;
    const second = messageOf({ queue, createdAtMs: 2_000, dueAtMs: 2_000 });
    await store.post([second]);
    await again.post([first, { ...first, tries: 7 }]);
    deepEqual(await store.waiting(queue), [first, second]);
    await store.postpone({ ...first, tries: 1, dueAtMs: 9_000 });
    await store.remove(second);
    deepEqual(await again.waiting(queue), [{ ...first, tries: 1, dueAtMs: 9_000 }]);
    await again.remove(first);
    await store.postpone({ ...first, tries: 2 });
    deepEqual(await store.waiting(queue), []);
  },

  async 'the outbox returns the messages of one change in their order, which differ by parts of a millisecond'({
    store,
    again,
  }) {
    const attempt = someAttempt();
    await store.open(attempt);
    const queue = `checkout:${attempt.checkout}`;
    const nowMs = Date.now();
    // Neither the order of the ids nor the order in which they were written.
    const messages = ['c', 'a', 'd', 'b'].map((id, at) =>
      messageOf({ id, queue, createdAtMs: nowMs - (4 - at) / 1_000, dueAtMs: nowMs }),
    );
    const [first, second, ...others] = messages as [Message, Message, ...Message[]];
    equal(await store.replace(newerOf(attempt), [second, first]), true);
    await store.post(others.toReversed());
    deepEqual(await again.waiting(queue), messages);
    for (const message of messages) await again.remove(message);
  },

  async 'the outbox lists queues once something in them is due, most overdue first'({ store, again }) {
    const early = Date.now() - 2e9 + Math.random() * 1e6;
    const [a, b, c] = [
      messageOf({ dueAtMs: early + 5 }),
      messageOf({ dueAtMs: early }),
      messageOf({ dueAtMs: early + 50 }),
    ];
    await store.post([a, b, c]);
    deepEqual(await again.dueQueues(early + 10, 10), [b.queue, a.queue]);
    deepEqual(await again.dueQueues(early + 10, 1), [b.queue]);
    await again.postpone({ ...b, tries: 1, dueAtMs: early + 60 });
    await store.remove(a);
    deepEqual(await again.dueQueues(early + 10, 10), []);
    deepEqual(await again.dueQueues(early + 70, 10), [c.queue, b.queue]);
    for (const message of [b, c]) await store.remove(message);
    deepEqual(await store.dueQueues(early + 100, 10), []);
  },

  async 'the outbox counts waiting messages and says since when, but not messages for a later time'({ store, again }) {
    const before = await again.backlog(Date.now());
    const oldest = messageOf({ createdAtMs: 1, dueAtMs: Date.now() + 60_000, tries: 3 });
    const later = messageOf({ createdAtMs: Date.now() + 1e9, dueAtMs: Date.now() + 1e9 });
    await store.post([oldest, later]);
    deepEqual(await again.backlog(Date.now()), { count: before.count + 1, oldestAtMs: 1 });
    deepEqual(await again.upcoming(Date.now(), 10), [later]);
    for (const message of [oldest, later]) await again.remove(message);
    deepEqual(await store.backlog(Date.now()), before);
  },
};
