// The part of a store for one account, made of one object for each port.
import type { Attempts } from '../payments/ports/attempts.ts';
import type { Consents } from '../payments/ports/consents.ts';
import type { Notes } from '../payments/ports/notes.ts';
import type { Outbox } from '../payments/ports/outbox.ts';
import type { RateLimits } from '../payments/ports/rate-limits.ts';
import type { AccountStore, StorePlace } from '../payments/ports/store.ts';

export interface Parts {
  readonly attempts: Attempts;
  readonly outbox: Outbox;
  readonly notes: Notes;
  readonly limits: RateLimits;
  readonly consents: Consents;
  readonly place: StorePlace;
}

export const accountOfParts = ({ attempts, outbox, notes, limits, consents, place }: Parts): AccountStore => ({
  open: (...given) => attempts.open(...given),
  bar: (...given) => attempts.bar(...given),
  find: (...given) => attempts.find(...given),
  findByOrder: (...given) => attempts.findByOrder(...given),
  ofCheckout: (...given) => attempts.ofCheckout(...given),
  replace: (...given) => attempts.replace(...given),
  due: (...given) => attempts.due(...given),
  countDue: (...given) => attempts.countDue(...given),
  watch: (...given) => attempts.watch(...given),

  post: (...given) => outbox.post(...given),
  dueQueues: (...given) => outbox.dueQueues(...given),
  waiting: (...given) => outbox.waiting(...given),
  postpone: (...given) => outbox.postpone(...given),
  remove: (...given) => outbox.remove(...given),
  upcoming: (...given) => outbox.upcoming(...given),
  backlog: (...given) => outbox.backlog(...given),

  put: (...given) => notes.put(...given),
  get: (...given) => notes.get(...given),
  claim: (...given) => notes.claim(...given),
  release: (...given) => notes.release(...given),

  count: (...given) => limits.count(...given),

  keepConsent: (...given) => consents.keepConsent(...given),
  withdrawConsents: (...given) => consents.withdrawConsents(...given),
  consentsOf: (...given) => consents.consentsOf(...given),

  durable: place.durable,
  ping: () => place.ping(),
  time: () => place.time(),
  examine: () => place.examine(),
  secure: () => place.secure(),
});
