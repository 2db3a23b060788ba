// Everything that can be read from or changed in a running simulator: the same in-process and over HTTP.
import { DISPUTE_STATUSES, type DisputeStatus } from '../book/dispute.ts';
import { disputePayment } from './dispute-payment.ts';
import type { Order, Verification } from '../book/order.ts';
import { missingPapers } from '../book/papers.ts';
import { captureLate, sendPaymentEvent, settle } from '../book/settle.ts';
import { hasCompletePapers } from '../book/verification.ts';
import { FAILURES, scenarioNames, type Outcome, type ScenarioText, type WebhookCourse } from '../scenarios.ts';
import { httpUrl, SettingError } from '../options.ts';
import { isoMicros } from '../time-format.ts';
import {
  detailsMissingEvent,
  disputeEvent,
  settlementEvent,
  verificationEvent,
  type Envelope,
} from '../webhooks/events.ts';
import type { Attempt, WebhookEvent } from '../webhooks/webhooks.ts';
import type { World } from '../world.ts';
import { faultRule, type Fault, type FaultRule } from './faults.ts';
import type { RecordedRequest } from './journal.ts';

/** `paid`, or one of the ways to fail. */
export type ForcedOutcome = 'paid' | keyof typeof FAILURES;

export const FORCED_OUTCOMES = ['paid', ...Object.keys(FAILURES)] as readonly ForcedOutcome[];

export interface OrderSummary {
  /** The owner: the account, and for a PSP the sub-merchant. */
  readonly clientId: string;
  readonly merchantId: string | null;
  readonly orderId: string;
  readonly paymentId: string;
  readonly referenceId: string;
  readonly invoice: { readonly number: string } | null;
  readonly amount: string;
  readonly status: string;
  readonly statusMessage: string | null;
  readonly scenario: string;
  readonly card: string | null;
  /** `credit_card` or `debit_card`, as in the order, in the merchant's own letter case. */
  readonly mopType: string | null;
  readonly challenge: 'none' | 'waiting' | 'finished';
  /** The state of the papers that a payout waits for; `not_needed` until the payment is captured, and if none is missing. */
  readonly verification: Verification;
  /** By EximPe's names: `product_description` … */
  readonly papersMissing: readonly string[];
  readonly createdAt: string;
  /** When the money was taken; null if it was not. */
  readonly capturedAt: string | null;
}

export interface WebhookSummary {
  readonly sequenceNumber: string;
  readonly type: string;
  readonly orderId: string | null;
  readonly url: string;
  readonly state: WebhookEvent['state'];
  readonly body: string;
  readonly attempts: readonly (Omit<Attempt, 'atMs'> & { readonly at: string })[];
}

export interface WebhookToSend {
  readonly event: 'PAYMENT_SUCCESSFUL' | 'PAYMENT_FAILED' | 'PAYMENT_DETAILS_MISSING' | 'VERIFICATION_NEEDED';
  readonly signature?: WebhookCourse['signature'];
  readonly oldShape?: boolean;
  /** How old the event claims to be. Default 0. */
  readonly ageSeconds?: number;
  /** For VERIFICATION_NEEDED. Default `action_required`. */
  readonly verification?: Exclude<Verification, 'not_needed'>;
}

export interface SimulatorState {
  readonly url: string;
  readonly aggregatorUrl: string;
  readonly bankUrl: string;
  readonly seed: string;
  readonly speed: number;
  readonly now: string;
  readonly scenario: ScenarioText;
  readonly scenarioByName: Readonly<Record<string, ScenarioText>>;
  readonly webhookUrl: string | null;
  readonly holdingWebhooks: boolean;
  readonly quirks: readonly string[];
  readonly orders: number;
  readonly webhooks: number;
  readonly requests: number;
  readonly faults: readonly Fault[];
  readonly timers: number;
}

/** The error for an unknown name. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
}

export class Control {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  state(): SimulatorState {
    const { sites, settings, clock, book, webhooks, journal, faults, scenario, scenarioByName, webhookUrl } =
      this.#world;
    return {
      url: sites.api,
      aggregatorUrl: sites.aggregator,
      bankUrl: sites.bank,
      seed: settings.seed,
      speed: settings.speed,
      now: isoMicros(clock.now()),
      scenario,
      scenarioByName: Object.fromEntries(scenarioByName),
      webhookUrl: webhookUrl ?? null,
      holdingWebhooks: webhooks.holding,
      quirks: [...settings.quirks],
      orders: book.orders().length,
      webhooks: webhooks.events.length,
      requests: journal.requests.length,
      faults: faults.list,
      timers: clock.waiting,
    };
  }

  /** Newest first. */
  orders(): OrderSummary[] {
    return this.#world.book.orders().map(summaryOf);
  }

  order(orderId: string): OrderSummary {
    return summaryOf(this.#find(orderId));
  }

  /**
   * Sets what happens from now on to payments whose card has no scenario; or, with a `reference_id` or
   * `invoice.number`, to payments with that name, regardless of their card. Throws `SettingError`.
   */
  setScenario(scenario: ScenarioText, referenceOrInvoice?: string): void {
    if (referenceOrInvoice === undefined) this.#world.scenario = known(scenario);
    else this.#world.scenarioByName.set(referenceOrInvoice, known(scenario));
  }

  forgetScenario(referenceOrInvoice: string): void {
    this.#world.scenarioByName.delete(referenceOrInvoice);
  }

  setWebhookUrl(url: string | null): void {
    this.#world.webhookUrl = url === null ? undefined : httpUrl('webhookUrl', url);
  }

  /** Ends a pending payment now. False when it had already ended: a settled payment never changes. Throws `SettingError`. */
  force(orderId: string, outcome: ForcedOutcome): Promise<boolean> {
    if (!FORCED_OUTCOMES.includes(outcome)) {
      throw new SettingError(`Unknown outcome. Known: ${FORCED_OUTCOMES.join(', ')}.`);
    }
    const forced: Outcome = outcome === 'paid' ? { status: 'captured' } : FAILURES[outcome];
    return settle(this.#world, this.#find(orderId), forced);
  }

  /** Captures a payment that had failed, as banks sometimes do. False when it has not failed. */
  captureLate(orderId: string): boolean {
    return captureLate(this.#world, this.#find(orderId));
  }

  /** Newest first. */
  webhooks(): WebhookSummary[] {
    return this.#world.webhooks.events.map((event) => ({
      sequenceNumber: event.sequenceNumber,
      type: event.type,
      orderId: event.orderId,
      url: event.url,
      state: event.state,
      body: event.body,
      attempts: event.attempts.map(({ atMs, ...attempt }) => ({ at: isoMicros(atMs), ...attempt })),
    }));
  }

  /** From now on webhooks wait until they are fired. */
  holdWebhooks(): void {
    this.#world.webhooks.holding = true;
  }

  /** Sends all held webhooks, oldest first, and stops holding. */
  releaseWebhooks(): Promise<void> {
    return this.#world.webhooks.release();
  }

  /** Sends one event now: a held one for the first time, any other again with the same body. */
  async fireWebhook(sequenceNumber: string): Promise<void> {
    const event = this.#world.webhooks.event(sequenceNumber);
    if (!event) throw new UnknownName(`No webhook has the sequence number ${sequenceNumber}.`);
    await this.#world.webhooks.fire(event);
  }

  /** Sends an event about an order whether it is true or not, and changes nothing. Undefined without a webhook address. */
  async sendWebhook(orderId: string, webhook: WebhookToSend): Promise<string | undefined> {
    const order = this.#find(orderId);
    const event =
      webhook.event === 'PAYMENT_SUCCESSFUL' || webhook.event === 'PAYMENT_FAILED'
        ? this.#sendPaymentEvent(order, webhook)
        : this.#sendOther(order, webhook);
    await event?.firstAttempt;
    return event?.sequenceNumber;
  }

  /**
   * Pays a captured payment out to the merchant, with a PAYMENT_SETTLED event. False when there is nothing to pay out, or
   * the order's papers are not complete.
   */
  async payOut(orderId: string): Promise<boolean> {
    const { clock, ids } = this.#world;
    const order = this.#find(orderId);
    const { payment } = order;
    if (payment.status !== 'captured' || payment.settlement || !hasCompletePapers(order)) return false;
    const id = ids.numbered('ST');
    payment.settlement = { id, uid: ids.uuid('settlement'), utr: ids.uuid('utr'), doneAtMs: clock.now() };
    const event = settlementEvent(order, this.#world.eventContext());
    if (event) await this.#deliver(order, event)?.firstAttempt;
    return true;
  }

  /**
   * Lets the cardholder dispute a captured payment, or changes the status of its dispute, with a DISPUTE_UPDATED
   * event each time. False when no money was taken. Throws `SettingError`.
   */
  async dispute(orderId: string, status: DisputeStatus = 'NEW'): Promise<boolean> {
    if (!DISPUTE_STATUSES.includes(status)) {
      throw new SettingError(`Unknown dispute status. Known: ${DISPUTE_STATUSES.join(', ')}.`);
    }
    const world = this.#world;
    const order = this.#find(orderId);
    const dispute = disputePayment(world, order, status);
    if (!dispute) return false;
    const url = world.webhookUrlOf(order.clientId);
    if (url === undefined) return true;
    const delivery = { url, encryptionKey: world.encryptionKeyOf(order.clientId), orderId: order.id };
    await world.webhooks.sendBare(disputeEvent(order, dispute), world.ids.uuid('event'), delivery).firstAttempt;
    return true;
  }

  /** Moves simulated time forward, and runs everything that becomes due: retries, delays, abandoned challenges. */
  advanceClock(seconds: number): Promise<void> {
    return this.#world.clock.advance(seconds * 1000);
  }

  /** Throws when the rule is invalid. */
  addFault(rule: FaultRule): Fault {
    return this.#world.faults.add(faultRule.parse(rule));
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  /** Oldest first, with card data and secrets masked. */
  requests(): readonly RecordedRequest[] {
    return this.#world.journal.requests;
  }

  clearRequests(): void {
    this.#world.journal.clear();
  }

  /** Resets everything to the state at the start; only the clock goes on. */
  reset(): void {
    this.#world.reset();
  }

  #find(orderId: string): Order {
    const order = this.#world.book.order(orderId);
    if (!order) throw new UnknownName(`No order has the id ${orderId}.`);
    return order;
  }

  #sendPaymentEvent(
    order: Order,
    { event, signature, oldShape, ageSeconds = 0 }: WebhookToSend,
  ): WebhookEvent | undefined {
    const captured = event === 'PAYMENT_SUCCESSFUL';
    const nowMs = this.#world.clock.now();
    const story = {
      captured,
      message: captured ? 'Payment captured successfully' : (order.statusMessage ?? FAILURES.declined.message),
      category: captured ? null : FAILURES.declined.category,
      completedAtMs: captured ? (order.payment.completedAtMs ?? nowMs) : null,
    };
    return sendPaymentEvent(this.#world, order, story, {
      ageMs: ageSeconds * 1000,
      ...(signature === undefined ? {} : { signature }),
      ...(oldShape === undefined ? {} : { oldShape }),
    });
  }

  #sendOther(
    order: Order,
    { event, signature, ageSeconds = 0, verification = 'action_required' }: WebhookToSend,
  ): WebhookEvent | undefined {
    const missing = missingPapers(order);
    // When no paper is missing, the event names two examples.
    const named = missing.length > 0 ? missing : ['buyer_name', 'product_description'];
    const context = this.#world.eventContext(ageSeconds * 1000);
    const sent =
      event === 'PAYMENT_DETAILS_MISSING'
        ? detailsMissingEvent(order, named, context)
        : verificationEvent(order, verification, named, context);
    return this.#deliver(order, sent, signature);
  }

  #deliver(order: Order, event: Envelope, signature: WebhookCourse['signature'] = 'valid') {
    const url = this.#world.webhookUrlOf(order.clientId);
    if (url === undefined) return undefined;
    const encryptionKey = this.#world.encryptionKeyOf(order.clientId);
    return this.#world.webhooks.send(event, { url, encryptionKey, orderId: order.id, signature });
  }
}

function known(scenario: ScenarioText): ScenarioText {
  try {
    scenarioNames(scenario);
  } catch (error) {
    throw new SettingError((error as Error).message);
  }
  return scenario;
}

const summaryOf = (order: Order): OrderSummary => ({
  clientId: order.clientId,
  merchantId: order.merchantId ?? null,
  orderId: order.id,
  paymentId: order.payment.id,
  referenceId: order.referenceId,
  invoice: order.invoice && { number: order.invoice.number },
  amount: order.amount,
  status: order.status,
  statusMessage: order.statusMessage,
  scenario: order.scenario,
  card: order.card && `${order.card.network} ${order.card.mask}`,
  mopType: order.mopType,
  challenge: order.challenge?.state ?? 'none',
  verification: order.verification,
  papersMissing: missingPapers(order),
  createdAt: isoMicros(order.createdAtMs),
  capturedAt: order.payment.completedAtMs === null ? null : isoMicros(order.payment.completedAtMs),
});
