// Spans and metrics through OpenTelemetry, when the app has it; else does nothing. No card data, no shopper data.
import type { Attributes, Meter, MeterProvider, SpanKind, SpanStatusCode, TracerProvider } from '@opentelemetry/api';
import type { Gateway, MerchantGateway } from '../payments/ports/gateway.ts';
import type { PaymentEvent } from '../payments/payment-event.ts';
import { PAYMENT_LABELS } from '../payments/payment-labels.ts';

const NAME = '@eximpe/server-kit';

export interface Telemetry {
  /** The same gateway; each call makes a span and a duration. */
  observe(gateway: Gateway): Gateway;
  count(event: PaymentEvent): void;
}

/**
 * Every copy of `@opentelemetry/api` 1.x keeps the app's providers here, so that copies find each other. We read it
 * here instead of importing the package: for some bundlers, the import of a package that may be absent is an error,
 * and it finds nothing when the app's own copy is bundled.
 */
const GLOBAL = Symbol.for('opentelemetry.js.api.1');

interface Providers {
  readonly trace?: TracerProvider;
  readonly metrics?: MeterProvider;
}

const providers = (): Providers => (globalThis as { [GLOBAL]?: Providers })[GLOBAL] ?? {};

// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is a value of a package that is not imported
const CLIENT = 2 as SpanKind.CLIENT;
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- as above
const ERROR = 2 as SpanStatusCode.ERROR;

const instrumentsOf = (meter: Meter) => ({
  callSeconds: meter.createHistogram('eximpe.gateway.duration', { unit: 's', description: 'Calls to EximPe' }),
  paymentSeconds: meter.createHistogram('eximpe.payment.duration', {
    unit: 's',
    description: 'From an attempt’s start until EximPe decided it',
  }),
  events: meter.createCounter('eximpe.events', { description: 'Events sent to onEvent, by type' }),
});

/** Uses the app's own providers, even those that are registered after the kit was made. */
export function createTelemetry(): Telemetry {
  let metered: { readonly by: MeterProvider; readonly with: ReturnType<typeof instrumentsOf> } | undefined;

  function instruments(): ReturnType<typeof instrumentsOf> | undefined {
    const { metrics } = providers();
    if (metrics && metered?.by !== metrics) metered = { by: metrics, with: instrumentsOf(metrics.getMeter(NAME)) };
    return metrics && metered?.with;
  }

  async function timed<T extends { readonly kind: string }>(
    verb: string,
    work: () => Promise<T>,
    told: (outcome: string) => void,
  ): Promise<T> {
    const startedMs = performance.now();
    let outcome = 'threw';
    try {
      const answer = await work();
      outcome = answer.kind;
      return answer;
    } finally {
      told(outcome);
      instruments()?.callSeconds.record((performance.now() - startedMs) / 1000, { verb, outcome });
    }
  }

  function span<T extends { readonly kind: string }>(verb: string, work: () => Promise<T>): Promise<T> {
    const tracer = providers().trace?.getTracer(NAME);
    if (!tracer) return timed(verb, work, () => undefined);
    return tracer.startActiveSpan(`eximpe ${verb}`, { kind: CLIENT }, (current) =>
      timed(verb, work, (outcome) => {
        current.setAttribute('eximpe.outcome', outcome);
        if (FAULTS.has(outcome)) current.setStatus({ code: ERROR });
        current.end();
      }),
    );
  }

  const observed = (gateway: MerchantGateway): MerchantGateway => ({
    charge: (charge) => span('charge', () => gateway.charge(charge)),
    ask: (orderId) => span('status', () => gateway.ask(orderId)),
    describe: (orderId) => span('order', () => gateway.describe(orderId)),
    askByReference: (referenceId) => span('lookup', () => gateway.askByReference(referenceId)),
    listCaptured: (fromMs) => span('list', () => gateway.listCaptured(fromMs)),
    lookUpBin: (bin) => span('bin', () => gateway.lookUpBin(bin)),
    refund: (paymentId, amount) => span('refund', () => gateway.refund(paymentId, amount)),
    askRefund: (refundId) => span('refund status', () => gateway.askRefund(refundId)),
    papersOf: (orderId) => span('papers', () => gateway.papersOf(orderId)),
    listCards: (customer) => span('cards list', () => gateway.listCards(customer)),
    saveCard: (...card) => span('cards save', () => gateway.saveCard(...card)),
    deleteCard: (...card) => span('cards delete', () => gateway.deleteCard(...card)),
  });

  return {
    observe(gateway) {
      const own = observed(gateway.of(null));
      return {
        of: (merchantId) => (merchantId === null ? own : observed(gateway.of(merchantId))),
        close: () => gateway.close(),
      };
    },
    count(event) {
      instruments()?.events.add(1, labelsOf(event));
      if (event.type === 'payment.decided') {
        instruments()?.paymentSeconds.record(event.afterMs / 1000, {
          ...paymentLabels(event),
          status: event.status,
          by: event.by,
        });
      }
    },
  };
}

/** Outcomes that a span marks as an error. */
const FAULTS = new Set(['lost', 'unknown', 'denied', 'threw']);

/** Which words of an event become labels. Only words from closed lists: with ids, the number of series would grow without limit. */
const LABELS: Readonly<Partial<Record<PaymentEvent['type'], readonly string[]>>> = {
  'payment.decided': ['status', 'problem', 'afterFailure'],
  'payment.refund': ['refund'],
  'attempt.refused': ['problem'],
  'attempt.cancelled': ['problem'],
  'challenge.refused': ['reason'],
  'gateway.error': ['verb'],
  'limit.reached': ['limit'],
  'page.blocked': ['directive'],
};

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
