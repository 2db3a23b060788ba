// Sends events to merchants: five attempts at 0, 1, 5, 15 and 60 minutes, which can be held, fired again or given a wrong signature.
import type { Clock } from '../clock.ts';
import type { WebhookCourse } from '../scenarios.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Envelope, EventBody } from './events.ts';
import { post } from './post.ts';
import { signV1, signV2 } from './signature.ts';

/** Minutes between the first attempt and each attempt. */
const ATTEMPT_MINUTES = [0, 1, 5, 15, 60] as const;

/** How many events are kept, newest first. */
const MOST_EVENTS = 1_000;

export interface Attempt {
  readonly atMs: number;
  readonly status?: number;
  readonly error?: string;
}

export interface WebhookEvent {
  readonly sequenceNumber: string;
  readonly type: string;
  readonly orderId: string | null;
  readonly url: string;
  readonly body: string;
  readonly encryptionKey: string;
  readonly signature: WebhookCourse['signature'];
  readonly attempts: Attempt[];
  state: 'held' | 'waiting' | 'received' | 'given up';
  /** Resolves when the next attempt is over, whatever its result. */
  firstAttempt: Promise<void>;
}

export interface Delivery {
  readonly url: string;
  readonly encryptionKey: string;
  readonly orderId: string | null;
  readonly signature?: WebhookCourse['signature'];
  readonly delaySeconds?: number;
  /** Called once, when the merchant took the event or the last attempt failed. */
  readonly onDone?: () => void;
}

export interface WebhooksOptions {
  readonly clock: Clock;
  /** Whether an answer of this status counts as received. */
  readonly isReceived: (status: number) => boolean;
  /** Whether `X-Webhook-Signature-V2` is sent. */
  readonly secondSignature: boolean;
}

export class Webhooks {
  /** While true, new events wait until they are fired. */
  holding = false;
  readonly #options: WebhooksOptions;
  readonly #events: WebhookEvent[] = [];
  readonly #onDone = new WeakMap<WebhookEvent, () => void>();
  readonly #stop = new AbortController();

  constructor(options: WebhooksOptions) {
    this.#options = options;
  }

  /** Newest first. */
  get events(): WebhookEvent[] {
    return this.#events.toReversed();
  }

  event(sequenceNumber: string): WebhookEvent | undefined {
    return this.#events.find((event) => event.sequenceNumber === sequenceNumber);
  }

  send(envelope: Envelope, delivery: Delivery): WebhookEvent {
    return this.sendBare(envelope, envelope.sequence_number, delivery);
  }

  /** @param sequenceNumber names the event here, since its body has none */
  sendBare(body: EventBody, sequenceNumber: string, delivery: Delivery): WebhookEvent {
    const event: WebhookEvent = {
      sequenceNumber,
      type: body.event_type,
      orderId: delivery.orderId,
      url: delivery.url,
      body: canonicalJson(body),
      encryptionKey: delivery.encryptionKey,
      signature: delivery.signature ?? 'valid',
      attempts: [],
      state: this.holding ? 'held' : 'waiting',
      firstAttempt: Promise.resolve(),
    };
    this.#events.push(event);
    if (this.#events.length > MOST_EVENTS) this.#events.shift();
    if (delivery.onDone) this.#onDone.set(event, delivery.onDone);
    if (event.state === 'waiting') this.#begin(event, (delivery.delaySeconds ?? 0) * 1000);
    return event;
  }

  /** Sends an event now: a held one for the first time, any other once more. */
  async fire(event: WebhookEvent): Promise<void> {
    if (event.state !== 'held') return this.#attempt(event);
    event.state = 'waiting';
    this.#begin(event, 0);
    await event.firstAttempt;
  }

  /** Fires everything that is held, oldest first, and holds no more. */
  async release(): Promise<void> {
    this.holding = false;
    for (const event of this.#events.filter(({ state }) => state === 'held')) await this.fire(event);
  }

  /** Forgets every event, and sends no more of them. */
  clear(): void {
    for (const event of this.#events) if (event.state !== 'received') event.state = 'given up';
    this.#events.length = 0;
    this.holding = false;
  }

  stop(): void {
    this.#stop.abort();
  }

  #begin(event: WebhookEvent, delayMs: number): void {
    const { clock } = this.#options;
    event.firstAttempt = delayMs > 0 ? this.#attemptAfter(event, delayMs) : this.#attempt(event);
    const startMs = clock.now() + delayMs;
    const again = (index: number): void => {
      const minutes = ATTEMPT_MINUTES[index];
      if (event.state !== 'waiting') return;
      if (minutes === undefined) return this.#finish(event, 'given up');
      clock.after(startMs + minutes * 60_000 - clock.now(), async () => {
        if (event.state === 'waiting') await this.#attempt(event);
        again(index + 1);
      });
    };
    void event.firstAttempt.then(() => again(1));
  }

  #attemptAfter(event: WebhookEvent, delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#options.clock.after(delayMs, async () => {
        if (event.state === 'waiting') await this.#attempt(event);
        resolve();
      });
    });
  }

  async #attempt(event: WebhookEvent): Promise<void> {
    const { clock, isReceived } = this.#options;
    const result = await post(event.url, this.#headers(event), event.body, this.#stop.signal);
    event.attempts.push({ atMs: clock.now(), ...result });
    if ('status' in result && isReceived(result.status) && event.state !== 'received') this.#finish(event, 'received');
  }

  #finish(event: WebhookEvent, state: 'received' | 'given up'): void {
    event.state = state;
    this.#onDone.get(event)?.();
    this.#onDone.delete(event);
  }

  #headers(event: WebhookEvent): Record<string, string> {
    const timestampSeconds = Math.floor(this.#options.clock.now() / 1000);
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      'User-Agent': 'Eximpe-Webhook/1.0',
      'X-Webhook-Event': event.type,
      'X-Webhook-Timestamp': String(timestampSeconds),
    };
    if (event.signature === 'none') return headers;
    const key = event.signature === 'valid' ? event.encryptionKey : `not-${event.encryptionKey}`;
    headers['X-Webhook-Signature'] = signV1(key, event.body);
    if (this.#options.secondSignature) headers['X-Webhook-Signature-V2'] = signV2(key, event.body, timestampSeconds);
    return headers;
  }
}
