// A whole store. It forgets everything with its process, and keeps every other promise.
import { randomUUID } from 'node:crypto';
import { dueAt, holdOf } from '@eximpe/server-kit';

const by = (key) => (a, b) => a[key] - b[key];

export class TinyStore {
  accounts = new Map();
  ofAccount = (name) => this.accounts.get(name) ?? this.accounts.set(name, tinyAccount()).get(name);
  close = async () => {};
}

function tinyAccount() {
  const [attempts, messages, expiring, watchers, consents] = [new Map(), new Map(), new Map(), new Map(), []];
  const all = (where) => [...attempts.values()].filter(where).toSorted(by('createdAtMs'));
  const waiting = (where) => [...messages.values()].filter(where).toSorted(by('createdAtMs'));
  const late = (chore, nowMs) => all((each) => dueAt(each, chore) !== null && dueAt(each, chore) <= nowMs);
  const get = (key) => (expiring.get(key)?.untilMs > Date.now() ? expiring.get(key).value : undefined);
  const put = (key, value, ttlMs) => void expiring.set(key, { value, untilMs: Date.now() + ttlMs });
  const nameOf = ({ queue, id }) => `${queue} ${id}`;
  const post = (more) => more.forEach((each) => messages.has(nameOf(each)) || messages.set(nameOf(each), each));

  const look = ({ name, key, limit }) => {
    const counter = get(`limit:${name}:${key}`) ?? { used: 0, seen: new Set(), untilMs: Date.now() };
    return { counter, used: counter.used, waitMs: counter.used < limit.points ? 0 : counter.untilMs - Date.now() };
  };
  const use = ({ name, key, limit, counts: { once } }) => {
    const fresh = { used: 0, seen: new Set(), untilMs: Date.now() + limit.seconds * 1_000 };
    const counter = get(`limit:${name}:${key}`) ?? fresh;
    if (counter === fresh) put(`limit:${name}:${key}`, fresh, limit.seconds * 1_000);
    if (once === undefined || !counter.seen.has(once)) counter.used += 1;
    if (counter.used <= limit.points) counter.seen.add(once);
    const isWithin = counter.used <= limit.points || (once !== undefined && counter.seen.has(once));
    return { used: counter.used, waitMs: isWithin ? 0 : counter.untilMs - Date.now() };
  };

  return {
    durable: false,
    async open(attempt, consent) {
      if (attempts.has(attempt.id)) return { kind: 'exists', attempt: attempts.get(attempt.id) };
      if (get(`bar:${attempt.id}`)) return { kind: 'barred' };
      const others = all(({ checkout }) => checkout === attempt.checkout);
      const holding = (hold) => others.find((other) => holdOf(other) === hold);
      if (holding('paid') ?? holding('pending'))
        return { kind: 'held', attempt: holding('paid') ?? holding('pending') };
      attempts.set(attempt.id, attempt);
      if (consent) consents.push(consent);
      return { kind: 'opened', others };
    },
    async bar(id, bar, ttlMs) {
      if (attempts.has(id)) return { kind: 'exists', attempt: attempts.get(id) };
      const before = get(`bar:${id}`);
      if (before !== 'uncharged') put(`bar:${id}`, bar, ttlMs);
      return { kind: 'barred', before };
    },
    async replace(attempt, more = [], notes = []) {
      if (attempts.get(attempt.id)?.revision !== attempt.revision - 1) return false;
      attempts.set(attempt.id, attempt);
      post(more);
      for (const { key, value, ttlMs } of notes) put(`note:${key}`, value, ttlMs);
      for (const listener of watchers.get(attempt.id) ?? []) queueMicrotask(listener);
      return true;
    },
    find: async (id) => attempts.get(id),
    findByOrder: async (orderId) => all((each) => each.orderId === orderId)[0],
    ofCheckout: async (checkout) => all((each) => each.checkout === checkout),
    due: async (chore, nowMs, limit) =>
      late(chore, nowMs)
        .toSorted((a, b) => dueAt(a, chore) - dueAt(b, chore))
        .slice(0, limit)
        .map(({ id }) => id),
    countDue: async (chore, nowMs) => late(chore, nowMs).length,
    async watch(id, listener) {
      watchers.set(id, (watchers.get(id) ?? new Set()).add(listener));
      return () => watchers.get(id).delete(listener);
    },
    post: async (more) => post(more),
    dueQueues: async (nowMs, limit) =>
      [
        ...new Set(
          waiting(({ dueAtMs }) => dueAtMs <= nowMs)
            .toSorted(by('dueAtMs'))
            .map(({ queue }) => queue),
        ),
      ].slice(0, limit),
    waiting: async (queue) => waiting((each) => each.queue === queue),
    postpone: async (message) => void (messages.has(nameOf(message)) && messages.set(nameOf(message), message)),
    async remove(message, revision = 0) {
      if (attempts.get(message.attempt)?.revision < revision) return false;
      messages.delete(nameOf(message));
      return true;
    },
    upcoming: async (nowMs, limit) => waiting(({ createdAtMs }) => createdAtMs > nowMs).slice(0, limit),
    async backlog(nowMs) {
      const found = waiting(({ createdAtMs }) => createdAtMs <= nowMs);
      return { count: found.length, oldestAtMs: found[0]?.createdAtMs ?? null };
    },
    put: async (key, value, ttlMs) => put(`note:${key}`, value, ttlMs),
    get: async (key) => get(`note:${key}`),
    async claim(key, ttlMs) {
      if (get(`claim:${key}`)) return undefined;
      put(`claim:${key}`, randomUUID(), ttlMs);
      return get(`claim:${key}`);
    },
    release: async (key, claim) => void (get(`claim:${key}`) === claim && expiring.delete(`claim:${key}`)),
    async count(uses) {
      const isFull = uses.some((each) => each.counts === 'look' && look(each).waitMs > 0);
      return uses.map((each) => (isFull || each.counts === 'look' ? look(each) : use(each)));
    },
    keepConsent: async (consent) => void consents.push(consent),
    async withdrawConsents(card, atMs) {
      const isAbout = (each) => Object.entries(card).every(([key, value]) => each[key] === value);
      consents.forEach(
        (each, at) => isAbout(each) && (consents[at] = { ...each, withdrawnAtMs: each.withdrawnAtMs ?? atMs }),
      );
    },
    consentsOf: async (customer) => consents.filter((each) => each.customer === customer).toSorted(by('givenAtMs')),
    ping: async () => {},
    time: async () => Date.now(),
    examine: async () => [],
    secure: async () => false,
  };
}
