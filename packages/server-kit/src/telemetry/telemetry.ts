// Spans and metrics through OpenTelemetry, when the app has it; nothing otherwise. No card data, no shopper data.
import { createRequire } from 'node:module';
import type * as OpenTelemetry from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import type { Gateway } from '../payments/ports/gateway.ts';
import type { PaymentEvent } from '../payments/payment-event.ts';

const NAME = '@eximpe/server-kit';

export interface Telemetry {
  /** The same gateway, each call a span and a duration. */
  observe(gateway: Gateway): Gateway;
  count(event: PaymentEvent): void;
}

const NONE: Telemetry = { observe: (gateway) => gateway, count: () => undefined };

/** Uses the app's own `@opentelemetry/api`, whose providers are global. */
export function createTelemetry(): Telemetry {
  let api: typeof OpenTelemetry;
  try {
    api = createRequire(import.meta.url)('@opentelemetry/api') as typeof OpenTelemetry;
  } catch {
    return NONE;
  }
  const tracer = api.trace.getTracer(NAME);
  const meter = api.metrics.getMeter(NAME);
  const callSeconds = meter.createHistogram('eximpe.gateway.duration', { unit: 's', description: 'Calls to EximPe' });
  const paymentSeconds = meter.createHistogram('eximpe.payment.duration', {
    unit: 's',
    description: 'From an attempt’s start until EximPe decided it',
  });
  const events = meter.createCounter('eximpe.events', { description: 'Everything the event stream tells, by type' });

  async function span<T extends { readonly kind: string }>(verb: string, work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    return tracer.startActiveSpan(`eximpe ${verb}`, { kind: api.SpanKind.CLIENT }, async (current) => {
      let outcome = 'threw';
      try {
        const answer = await work();
        outcome = answer.kind;
        return answer;
      } finally {
        current.setAttribute('eximpe.outcome', outcome);
        if (FAULTS.has(outcome)) current.setStatus({ code: api.SpanStatusCode.ERROR });
        current.end();
        callSeconds.record((performance.now() - startedMs) / 1000, { verb, outcome });
      }
    });
  }

  return {
    observe: (gateway) => ({
      charge: (charge) => span('charge', () => gateway.charge(charge)),
      ask: (orderId) => span('status', () => gateway.ask(orderId)),
      askByReference: (referenceId) => span('lookup', () => gateway.askByReference(referenceId)),
      lookUpBin: (bin) => span('bin', () => gateway.lookUpBin(bin)),
      refund: (paymentId, amount) => span('refund', () => gateway.refund(paymentId, amount)),
      listCards: (customer) => span('cards list', () => gateway.listCards(customer)),
      saveCard: (...card) => span('cards save', () => gateway.saveCard(...card)),
      deleteCard: (...card) => span('cards delete', () => gateway.deleteCard(...card)),
      close: () => gateway.close(),
    }),
    count(event) {
      events.add(1, labelsOf(event));
      if (event.type === 'payment.settled') {
        paymentSeconds.record(event.afterMs / 1000, { ...paymentLabels(event), status: event.status, by: event.by });
      }
    },
  };
}

/** Outcomes in which EximPe did not do its part. */
const FAULTS = new Set(['lost', 'unknown', 'threw']);

/** Which words of an event become labels. From closed lists only: with ids, the number of series has no end. */
const LABELS: Readonly<Partial<Record<PaymentEvent['type'], readonly string[]>>> = {
  'payment.settled': ['status', 'problem'],
  'attempt.refused': ['problem'],
  'attempt.cancelled': ['problem'],
  'challenge.refused': ['reason'],
  'gateway.error': ['verb'],
  'limit.reached': ['limit'],
};

/** What every event about a payment is labelled with, from closed lists as well. */
const PAYMENT_LABELS = ['network', 'mop', 'card', 'challenge', 'adapter'] as const;

const labelsOf = (event: PaymentEvent): Attributes => ({
  type: event.type,
  ...paymentLabels(event),
  ...pick(event, LABELS[event.type] ?? []),
});

const paymentLabels = (event: PaymentEvent): Attributes => pick(event, PAYMENT_LABELS);

function pick(event: PaymentEvent, names: readonly string[]): Attributes {
  const words = names.map((name) => [name, (event as unknown as Record<string, unknown>)[name]] as const);
  return Object.fromEntries(words.filter((entry): entry is [string, string | boolean] => isLabel(entry[1])));
}

const isLabel = (word: unknown): boolean => typeof word === 'string' || typeof word === 'boolean';
