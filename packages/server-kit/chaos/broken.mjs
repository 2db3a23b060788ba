// Deliberately broken kits, wrapped externally: each breaks one guarantee, and the run has to notice.
import { randomUUID } from 'node:crypto';
import { paymentOf } from '../dist/payments/outbox/payment.js';
import { queueOf } from '../dist/payments/outbox/message.js';
import { wrapped } from './wrapped-store.mjs';

/**
 * Each row: what is wrong; the rule of `judge.mjs` that it breaks; and how, as changes to the shop's process (`store`, `before`) or to
 * what is between it and EximPe (`repeatsCharges`).
 */
export const BROKEN = {
  'drops-messages': {
    what: 'an attempt is written without the messages that follow from it',
    breaks: 'told',
    store: (store) =>
      wrapped(store, (inner) => ({ replace: (attempt, _messages, notes) => inner.replace(attempt, [], notes) })),
  },
  'charges-again': {
    what: 'a charge whose answer is lost is sent again, under a new reference',
    breaks: 'one charge',
    repeatsCharges: true,
  },
  'believes-webhooks': {
    what: 'a webhook that says failed is believed without asking EximPe',
    breaks: 'failed',
    store: (store) =>
      wrapped(store, (inner) => ({
        replace: (attempt, messages, notes) => inner.replace(...believed(attempt, messages), notes),
      })),
  },
  'tells-early': {
    what: 'the shop is told that it is paid as soon as EximPe has taken the order',
    breaks: 'not captured',
    store: (store, { hooks }) =>
      wrapped(store, (inner) => ({
        async replace(attempt, messages, notes) {
          if (attempt.charge === 'answered' && attempt.status === 'pending') await hooks.onPaid(paymentOf(attempt));
          return inner.replace(attempt, messages, notes);
        },
      })),
  },
  'mixes-accounts': {
    what: 'all accounts share their records',
    breaks: 'owner',
    store: (store) => ({ ofAccount: () => store.ofAccount('everybody'), close: () => store.close() }),
  },
  'logs-cards': {
    what: 'a middleware in front of the kit logs what shoppers send',
    breaks: 'card data',
    before(request, _response, next) {
      const { push } = request;
      request.push = (chunk, ...more) => {
        if (chunk) process.stderr.write(`${chunk.toString()}\n`);
        return push.call(request, chunk, ...more);
      };
      next();
    },
  },
  'un-pays': {
    what: 'failures are told late, and without a look at whether another attempt has paid',
    breaks: 'last word',
    store: (store) =>
      wrapped(store, (inner) => ({
        ofCheckout: async (checkout) =>
          (await inner.ofCheckout(checkout)).filter(({ status, role }) => status !== 'successful' || role === null),
        waiting: async (queue) =>
          (await inner.waiting(queue)).filter(
            ({ topic, createdAtMs }) => topic !== 'failed' || createdAtMs < Date.now() - LATE_MS,
          ),
      })),
  },
};

/** Long enough for another attempt to be paid meanwhile. */
const LATE_MS = 5_000;

function believed(attempt, messages = []) {
  if (attempt.status !== 'pending' || attempt.failureClaimedAtMs === null) return [attempt, messages];
  const nowMs = attempt.failureClaimedAtMs;
  const message = {
    topic: 'failed',
    id: `failed:${attempt.id}:${randomUUID()}`,
    queue: queueOf(attempt.checkout),
    attempt: attempt.id,
    createdAtMs: nowMs,
    dueAtMs: nowMs,
    tries: 0,
  };
  const failed = { ...attempt, status: 'failed', problem: 'card_declined', decidedAtMs: nowMs, decidedBy: 'webhook' };
  return [failed, [...messages, message]];
}
