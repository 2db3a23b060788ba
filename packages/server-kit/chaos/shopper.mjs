// A shopper: one checkout, one attempt or several, and everything that people and browsers do in between.
import { setTimeout } from 'node:timers/promises';
import { ACCOUNTS, changedPrice, checkoutName, firstPrice } from './accounts.mjs';
import { payAtBank } from './bank-pages.mjs';
import { CARDS, typed } from './cards.mjs';
import { call, callJson, postForm } from './http.mjs';
import { createChance } from './random.mjs';

const MOST_ATTEMPTS = 4;
const DECLINES = ['declined', 'insufficient-funds', 'invalid-cvv', 'challenge-failed', 'cancelled'];
/** What EximPe does with a checkout's first charge, by weight. */
const SCENARIOS = [
  [70, undefined],
  [8, 'frictionless'],
  [3, 'frictionless-declined'],
  [4, 'drop-after'],
  [3, 'drop-after+frictionless'],
  [2, 'drop-before'],
  [2, 'gateway-error'],
  [2, 'html-answer'],
  [1, 'duplicate'],
  [1, 'rate-limited'],
  [1, 'silence'],
  [3, 'webhook-out-of-order'],
];

/** What one does once the bank's page could be shown, by weight. */
const AT_THE_BANK = [
  [34, 'decided'],
  [32, 'pages'],
  [10, 'declined'],
  [12, 'cancelled'],
  [8, 'gone'],
  [8, 'launched again'],
];

/** @param world `seed`, `shops`, `gateway`, `counts`, `diary` */
export async function shop(world, number) {
  const chance = createChance(`${world.seed} shopper ${number}`);
  const account = chance.pick(ACCOUNTS);
  // At times two people, or one with two tabs, are at the same checkout.
  const checkout = checkoutName(chance.is(0.12) ? Math.max(1, number - chance.below(6)) : number);
  const visit = { ...world, chance, account, checkout };
  const scenario = chance.weighted(SCENARIOS);
  if (scenario) await world.gateway.chooseScenario(`INV-${account.name}-${checkout}`, scenario);
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    const ended = await attempt(visit);
    if (ended === 'paid' || ended === 'gone') return;
    if (chance.is(0.3)) return;
    if (chance.is(0.08)) changePrice(visit);
    await setTimeout(chance.between(5, 150));
  }
}

function changePrice({ shops, account, checkout, counts, chance }) {
  counts.add('prices changed');
  shops.setPrice(`${account.name}/${checkout}`, changedPrice(firstPrice(account, checkout), 1 + chance.below(3)));
}

const mountOf = ({ shops, chance, account }) => `${chance.pick(shops.all).url}/${account.name}/eximpe`;

/** Resolves with `paid`, `gone`, or `again`: whether another try makes sense. */
async function attempt(visit) {
  const { chance, counts, diary, account, checkout } = visit;
  const id = chance.uuid();
  const card = chance.pick(CARDS);
  const request = { checkout, card: typed(card), ...(chance.is(0.7) ? { mop: card.mop } : {}) };
  diary.attempted(id, { account, checkout });
  counts.add('attempts');
  const answer = await pay(visit, id, request);
  if (!answer) return chance.is(0.5) ? 'gone' : 'again';
  if (answer.status === 'successful') return 'paid';
  if (answer.status === 'failed') return 'again';
  return atTheBank(visit, id, answer);
}

/** As the form does: the same attempt is sent again until somebody answers, or it asks what became of it. */
async function pay(visit, id, request) {
  const { chance, counts } = visit;
  const post = (more = {}) =>
    callJson(`${mountOf(visit)}/payments`, 'POST', request, {
      headers: { 'idempotency-key': id },
      timeoutMs: 6_000,
      ...more,
    });
  if (chance.is(0.06)) {
    counts.add('payments sent twice at once');
    void post();
  }
  if (chance.is(0.04)) {
    counts.add('shoppers gone while paying');
    await post({ signal: AbortSignal.timeout(1 + chance.below(40)) });
  }
  for (let tries = 0; tries < 4; tries += 1) {
    const { status, body } = await post(chance.is(0.05) ? { timeoutMs: 75_000 } : {});
    counts.add(`answers ${status}`);
    if (status === 201) {
      counts.add('payments');
      return body;
    }
    // Somebody else is at this checkout, or it is paid: that payment is looked after.
    if (body?.handle) return (await call(`${mountOf(visit)}/payments/${body.handle}`)).body;
    if (status >= 400 && status !== 502 && status !== 503) return undefined;
    if (chance.is(0.4)) {
      const asked = await call(`${mountOf(visit)}/attempts/${id}`);
      if (asked.status === 200) return asked.body;
      if (asked.status === 404) return undefined;
    }
    await setTimeout(chance.between(50, 800));
  }
  return undefined;
}

async function atTheBank(visit, id, answer) {
  const { chance, counts, gateway } = visit;
  const { orderId, handle } = answer;
  if (orderId && chance.is(0.1)) {
    counts.add('stale failures told');
    await gateway.sendWebhook(orderId, { event: 'PAYMENT_FAILED', ageSeconds: 1 + chance.below(600) });
  }
  if (orderId && chance.is(0.03)) {
    counts.add('forged webhooks');
    await gateway.sendWebhook(orderId, { event: 'PAYMENT_SUCCESSFUL', signature: chance.pick(['wrong', 'none']) });
  }
  if (chance.is(0.02)) changePrice(visit);
  const what = chance.weighted(AT_THE_BANK);
  counts.add(`at the bank: ${what}`);
  if (what === 'gone') return chance.is(0.5) ? 'gone' : 'again';
  if (what === 'cancelled') {
    const cancelled = await call(`${mountOf(visit)}/payments/${handle}/cancel`, { method: 'POST' });
    // The bank may decide all the same; the sweep does it later.
    return cancelled.body?.status === 'successful' ? 'paid' : 'again';
  }
  let launchUrl = answer.launchUrl;
  if (what === 'launched again') {
    const launched = await call(`${mountOf(visit)}/payments/${handle}/launch`, { method: 'POST' });
    launchUrl = launched.body?.launchUrl;
  }
  const fields = await decide(visit, what, orderId, launchUrl);
  if (chance.is(0.7)) await comeBack(visit, id, fields);
  return follow(visit, handle);
}

/** @returns the form with which the browser comes back, where it went there */
async function decide({ chance, gateway, shops }, what, orderId, launchUrl) {
  if ((what === 'pages' || what === 'launched again') && launchUrl) {
    const answer = chance.weighted([
      [80, { do: 'confirm', otp: '123456' }],
      [10, { do: 'cancel' }],
      [10, { do: 'confirm', otp: '000000' }],
    ]);
    return payAtBank(new URL(launchUrl, chance.pick(shops.all).url).href, answer);
  }
  if (orderId && what !== 'pages') await gateway.decide(orderId, what === 'declined' ? chance.pick(DECLINES) : 'paid');
  return undefined;
}

async function comeBack(visit, id, fields) {
  const address = `${mountOf(visit)}/return/${id}`;
  await (fields ? postForm(address, fields) : call(address));
}

async function follow(visit, handle) {
  const { chance } = visit;
  for (let asked = 0; asked < 4; asked += 1) {
    const { status, body } = await call(`${mountOf(visit)}/payments/${handle}?waitSeconds=${chance.below(3)}`, {
      timeoutMs: 6_000,
    });
    if (status === 200 && body.status === 'successful') return 'paid';
    if (status === 200 && body.status === 'failed') return 'again';
    await setTimeout(chance.between(20, 300));
  }
  return chance.is(0.6) ? 'gone' : 'again';
}
