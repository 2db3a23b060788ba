// Judges a run: what the shop was told and what the kits remember, against EximPe's own book.
import { ACCOUNTS, invoiceOf } from './accounts.mjs';
import { groupBy } from './group-by.mjs';
import { holdOf } from '../dist/payments/attempt/attempt.js';

/** The rules, by name; each says what must be so. */
export const RULES = {
  'one charge': 'one attempt makes one charge, for somebody who asked for it',
  told: 'everything that was captured is told: as paid, as a second capture, or as forgotten',
  'not captured': 'nothing is told as paid that EximPe has not captured by then',
  owner: 'what is told is of the right account, merchant, checkout and amount',
  failed: 'a failure is told only by EximPe’s word',
  'last word': 'the last word about a paid checkout is not that it failed',
  pending: 'nothing is pending for ever: no message waits, nothing is overdue, no checkout is held without a reason',
  'card data': 'no card number and no security code is anywhere but in memory',
  'second capture': 'of a checkout one capture stands, or the shop was told',
};

/** Power losses are known to the millisecond; clocks and pipes are not. */
const SLACK_MS = 1_500;

/**
 * @param facts `orders`, `charges`, `refunds`, `told`, `asked` (attempts by id), `lateCaptures`, `losses`, `attempts` (as the store has
 *   them), `health`, `traces`, `unreadable`
 * @returns `{ violations, excused }`; what a power loss explains is excused, and counted
 */
export function judge(facts) {
  const violations = [];
  const excused = new Map();
  const context = createContext(facts);
  const broken = (rule, says, details = {}) => violations.push({ rule, says, ...details });
  const excuse = (says) => excused.set(says, (excused.get(says) ?? 0) + 1);
  for (const judgeOne of JUDGES) judgeOne(facts, context, broken, excuse);
  return { violations, excused: [...excused] };
}

function createContext({ orders, told, asked, losses, attempts }) {
  const accountOf = new Map(ACCOUNTS.map((account) => [account.clientId, account]));
  const byReference = groupBy(orders, ({ referenceId }) => referenceId);
  const known = new Map(attempts.map((attempt) => [attempt.referenceId, attempt]));
  const placeOf = (order) => {
    const attempt = asked.get(order.referenceId.slice('CF-'.length));
    return attempt && `${attempt.account}/${attempt.checkout}`;
  };
  const byPlace = groupBy(orders, placeOf);
  const toldByPlace = groupBy(
    told,
    ({ account, told: { checkout, payment } }) => `${account}/${checkout ?? payment?.checkout}`,
  );
  const lostSomething = (fromMs, untilMs) =>
    losses.some((loss) => loss.fromMs - SLACK_MS <= untilMs && loss.untilMs + SLACK_MS >= fromMs);
  return {
    accountOf,
    byReference,
    byPlace,
    known,
    placeOf,
    toldByPlace,
    lostSomething,
    orderOf: (referenceId) =>
      byReference.get(referenceId)?.toSorted((a) => (a.status === 'payment_successful' ? -1 : 1))[0],
    isForgotten: (order) => !known.has(order.referenceId),
    /** Something about the checkout happened within the second that a power loss took. */
    isShaken: (place) =>
      (byPlace.get(place) ?? []).some((order) => {
        const moments = [order.createdAt, order.capturedAt].filter(Boolean).map((at) => Date.parse(at));
        return !known.has(order.referenceId) || moments.some((at) => lostSomething(at, at));
      }) || (toldByPlace.get(place) ?? []).some(({ atMs }) => lostSomething(atMs, atMs)),
  };
}

const recordOf = (attempt) =>
  attempt
    ? Object.fromEntries(
        ['id', 'charge', 'status', 'role', 'secondTo', 'afterFailure', 'refund', 'revision'].map((name) => [
          name,
          attempt[name],
        ]),
      )
    : 'forgotten';
const isCaptured = (order) => order?.status === 'payment_successful';
const paymentOf = ({ hook, told }) => (hook === 'onAttention' ? told.payment : told);
const brief = (order) =>
  order && {
    order: order.orderId,
    reference: order.referenceId,
    account: order.clientId,
    amount: order.amount,
    status: order.status,
    created: order.createdAt,
    captured: order.capturedAt ?? null,
  };

const JUDGES = [
  function oneCharge({ orders, charges, asked, losses }, { byReference, lostSomething, placeOf }, broken, excuse) {
    for (const [reference, same] of byReference) {
      if (same.length === 1) continue;
      const moments = same.map(({ createdAt }) => Date.parse(createdAt));
      // EximPe takes a reference again once its order has failed, and a store that lost it has nothing to go by.
      if (lostSomething(Math.min(...moments), Math.max(...moments)))
        excuse('a reference with two orders, the first one failed');
      else broken('one charge', 'a reference has several orders', { reference, orders: same.map(brief) });
    }
    for (const [reference, times] of Object.entries(charges)) {
      if (times.length === 1) continue;
      if (lostSomething(Math.min(...times), Math.max(...times))) excuse('an attempt that was charged again');
      else broken('one charge', 'a charge was sent twice', { reference, times, powerLosses: losses });
    }
    for (const order of orders) {
      if (placeOf(order) === undefined) broken('one charge', 'an order that nobody asked for', brief(order));
      else if (!asked.has(order.referenceId.slice('CF-'.length)))
        broken('one charge', 'an unknown reference', brief(order));
    }
  },

  function everyCaptureIsTold({ orders, told }, { known }, broken) {
    const heard = new Set(
      told.filter(isAboutCapture).map((one) => one.told.referenceId ?? one.told.payment?.referenceId),
    );
    for (const order of orders.filter(isCaptured)) {
      if (heard.has(order.referenceId)) continue;
      const attempt = known.get(order.referenceId);
      broken('told', 'a capture of which nobody was told', { ...brief(order), record: recordOf(attempt) });
    }
  },

  function nothingElseIsTold({ told, attempts }, { orderOf }, broken) {
    for (const one of told.filter(isAboutCapture)) {
      const payment = paymentOf(one) ?? one.told;
      const order = orderOf(payment.referenceId);
      const capturedMs = isCaptured(order) ? Date.parse(order.capturedAt) : Infinity;
      if (capturedMs > one.atMs + 50)
        broken('not captured', `told by ${nameOf(one)}`, { ...brief(order), atMs: one.atMs });
    }
    for (const attempt of attempts.filter(({ status }) => status === 'successful')) {
      if (!isCaptured(orderOf(attempt.referenceId)))
        broken('not captured', 'recorded as captured', { attempt: attempt.id });
    }
  },

  function toItsOwner({ told, asked }, { accountOf, orderOf }, broken) {
    for (const one of told) {
      const payment = paymentOf(one);
      const reference = payment?.referenceId ?? one.told.referenceId;
      const order = orderOf(reference);
      const asker = asked.get(reference?.slice('CF-'.length));
      const wrong = (what) => broken('owner', `${nameOf(one)} with a wrong ${what}`, { told: one, ...brief(order) });
      if (!asker || asker.account !== one.account) wrong('account');
      if (order && accountOf.get(order.clientId)?.name !== one.account) wrong('client id');
      if (payment && asker && payment.checkout !== asker.checkout) wrong('checkout');
      if (payment && order && payment.merchantId !== order.merchantId) wrong('merchant');
      const amount = payment ? payment.amount : one.told.amount;
      if (order && amount && amount !== order.amount) wrong('amount');
      const { invoiceNumber } = one.told;
      if (order && invoiceNumber && invoiceNumber !== order.invoice?.number) wrong('invoice number');
      if (order && asker && !order.invoice?.number.startsWith(invoiceOf({ name: asker.account }, asker.checkout)))
        wrong('invoice');
    }
  },

  function failedByEximpe({ told, lateCaptures }, { orderOf }, broken) {
    for (const one of told.filter(({ hook }) => hook === 'onFailed')) {
      const order = orderOf(one.told.referenceId);
      const hadFailed = order?.status === 'failed' || lateCaptures.has(order?.orderId);
      if (!hadFailed) broken('failed', 'told as failed, and EximPe never said so', { ...brief(order), atMs: one.atMs });
    }
  },

  function paidStaysPaid(_facts, { toldByPlace, isShaken }, broken, excuse) {
    for (const [place, all] of toldByPlace) {
      const words = all.filter(({ hook }) => hook !== 'onAttention').toSorted((a, b) => a.atMs - b.atMs);
      const paidAt = words.findIndex(({ hook }) => hook === 'onPaid');
      const unpaid = paidAt < 0 ? undefined : words.slice(paidAt).find(({ hook }) => hook === 'onFailed');
      if (!unpaid) continue;
      if (isShaken(place)) excuse('a failure told after a payment that the store had forgotten');
      else {
        const said = words.map(({ hook, atMs, told }) => `${hook} ${told.referenceId} ${atMs}`);
        broken('last word', 'a failure was told after the checkout was paid', { place, said });
      }
    }
  },

  function nothingStaysPending({ health, attempts, letters, waiting }, { orderOf, placeOf, isShaken }, broken, excuse) {
    for (const { account, shop, body } of health) {
      if (body?.outbox?.waiting !== 0)
        broken('pending', 'messages wait', { account, shop, outbox: body?.outbox ?? null });
      if (body?.overdue !== 0)
        broken('pending', 'something is overdue', { account, shop, overdue: body?.overdue ?? null });
    }
    for (const message of waiting) broken('pending', 'a message waits', message);
    for (const letter of letters) broken('pending', 'a webhook that no shop takes', letter);
    for (const attempt of attempts) {
      const order = orderOf(attempt.referenceId);
      const { id, charge, status, problem, askAtMs } = attempt;
      const record = { stored: { attempt: id, charge, status, problem, askAtMs }, ...brief(order) };
      const truth = isCaptured(order) ? 'successful' : order?.status === 'failed' ? 'failed' : undefined;
      if (truth && charge !== 'refused' && status !== truth)
        broken('pending', `EximPe says ${truth}, the store ${status}`, record);
      if (truth && charge === 'refused') {
        // The form was told that nothing was known of it, while its charge, which the store had lost, was on its way.
        if (truth === 'failed' && isShaken(placeOf(order)))
          excuse('an attempt recorded as never charged, which had failed');
        else broken('pending', 'recorded as never charged, and EximPe has an order', record);
      }
      if (!truth && holdOf(attempt) === 'pending')
        broken('pending', 'a checkout is held, and nothing was charged', record);
    }
  },

  function noCardData({ traces, unreadable }, _context, broken) {
    for (const trace of traces) broken('card data', trace);
    for (const line of unreadable.slice(0, 3))
      broken('card data', `not a line of ours on stdout: ${line.slice(0, 20)}…`);
  },

  function oneCaptureStands({ told, refunds, losses }, { byPlace, known, orderOf, toldByPlace }, broken, excuse) {
    const toldOf = (type) =>
      new Set(
        told
          .filter(({ told: { type: what } }) => what === type)
          .map((one) => one.told.referenceId ?? one.told.payment?.referenceId),
      );
    const [seconds, forgotten] = [toldOf('second_capture'), toldOf('capture_unknown')];
    const given = groupBy(refunds, ({ payment_id: id }) => id);
    for (const [place, orders] of byPlace) {
      const captured = orders.filter(isCaptured);
      const back = captured.filter(({ paymentId }) => given.has(paymentId));
      for (const order of back) {
        const paise = given
          .get(order.paymentId)
          .reduce((sum, { refund_amount: amount }) => sum + Math.round(amount * 100), 0);
        if (paise > Math.round(Number(order.amount) * 100))
          broken('second capture', 'more was given back than taken', brief(order));
      }
      if (captured.length > 0 && back.length === captured.length) {
        if (captured.some(({ referenceId }) => forgotten.has(referenceId)))
          excuse('a checkout of which everything was given back');
        else broken('second capture', 'everything was given back', { place, orders: captured.map(brief) });
      }
      const reported = captured.filter(({ referenceId }) => seconds.has(referenceId) || forgotten.has(referenceId));
      if (captured.length - reported.length > 1) {
        const records = captured.map(({ referenceId }) => recordOf(known.get(referenceId)));
        const said = (toldByPlace.get(place) ?? []).map((one) => [
          nameOf(one),
          one.told.attempt ?? paymentOf(one)?.attempt,
          new Date(one.atMs).toISOString(),
        ]);
        const details = { place, orders: captured.map(brief), records, said, powerLosses: losses };
        broken('second capture', 'two captures stand, and nobody was told', details);
      }
    }
    for (const one of told.filter(({ told: { type } }) => type === 'second_capture')) {
      const { refunding } = one.told;
      if (refunding === null) continue;
      const order = orderOf(`CF-${refunding}`);
      if (!given.has(order?.paymentId))
        broken('second capture', 'a refund that was announced was not made', brief(order));
    }
  },
];

const isAboutCapture = ({ hook, told }) =>
  hook === 'onPaid' || (hook === 'onAttention' && ['second_capture', 'capture_unknown'].includes(told.type));
const nameOf = ({ hook, told }) => (hook === 'onAttention' ? `onAttention (${told.type})` : hook);
