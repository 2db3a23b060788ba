import { metrics, trace, type Attributes, type Counter, type Histogram, type Meter } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardFor, cardRequest, eventually, openShop, pay, VISA_DEBIT, type Shop } from './shop.ts';

const exporter = new InMemorySpanExporter();
const recorded: { name: string; attributes: Attributes | undefined }[] = [];
let shop: Shop;
const FRICTIONLESS = { adapter: 'node', network: 'visa', mop: 'credit_card', card: 'new', challenge: 'none' };

beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  const instrument = (name: string): Counter & Histogram => {
    const record = (_: number, attributes?: Attributes): void => void recorded.push({ name, attributes });
    return { add: record, record };
  };
  const meter = { createCounter: instrument, createHistogram: instrument } as unknown as Meter;
  metrics.setGlobalMeterProvider({ getMeter: () => meter });
  shop = await openShop();
});
afterAll(async () => {
  await shop.close();
  trace.disable();
  metrics.disable();
});

test('each call to EximPe is a span, and each event is counted', async () => {
  await pay(shop, cardRequest(cardFor('frictionless')));
  await eventually(() => shop.paid.length === 1);
  const spans = exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes['eximpe.outcome']]);
  expect(spans).toEqual(
    expect.arrayContaining([
      ['eximpe bin', 'known'],
      ['eximpe charge', 'accepted'],
      ['eximpe status', 'known'],
    ]),
  );
  expect(recorded).toContainEqual({
    name: 'eximpe.events',
    attributes: { type: 'payment.decided', status: 'successful', afterFailure: false, ...FRICTIONLESS },
  });
  expect(recorded.filter(({ name }) => name === 'eximpe.payment.duration')).toEqual([
    { name: 'eximpe.payment.duration', attributes: { status: 'successful', by: 'create', ...FRICTIONLESS } },
  ]);
});

test('events and log lines have the kind of card, and whether the bank required a challenge', async () => {
  const { body } = await pay(shop, { ...cardRequest(VISA_DEBIT, 'ORDER-3'), challenge: 'popup' });
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await eventually(() => shop.paid.some(({ attempt }) => attempt === body.attempt));
  const facts = { network: 'visa', mop: 'debit_card', card: 'new', challenge: 'popup', adapter: 'node' };
  expect(shop.events.findLast(({ type }) => type === 'payment.decided')).toMatchObject(facts);
  expect(shop.logLines.findLast((line) => line.startsWith('payment decided'))).toContain('"challenge":"popup"');
  expect(recorded).toContainEqual({
    name: 'eximpe.events',
    attributes: {
      type: 'payment.decided',
      afterFailure: false,
      status: 'successful',
      ...FRICTIONLESS,
      mop: 'debit_card',
      challenge: 'popup',
    },
  });
});

test('a lost charge is an error in the trace', async () => {
  shop.simulator.scenario = 'drop-after';
  await pay(shop, cardRequest('4895380110000003', 'ORDER-2'));
  const charge = exporter.getFinishedSpans().findLast(({ name }) => name === 'eximpe charge');
  expect(charge).toMatchObject({ status: { code: 2 }, attributes: { 'eximpe.outcome': 'lost' } });
  expect(JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes]))).not.toContain(
    '4895',
  );
});

test('a call whose credentials EximPe refuses is an error in the trace', async () => {
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/bin/', nth: 1, status: 401, body: { detail: 'no' } });
  await pay(shop, cardRequest('5506900480000008', 'ORDER-4'));
  const refused = exporter.getFinishedSpans().filter(({ attributes }) => attributes['eximpe.outcome'] === 'denied');
  expect(refused.map(({ status }) => status.code)).toEqual([2]);
});

test('providers that the app registers after creating the kit are used, and a kit without any works', async () => {
  trace.disable();
  metrics.disable();
  const spans = exporter.getFinishedSpans().length;
  await pay(shop, cardRequest(cardFor('frictionless'), 'ORDER-3'));
  expect(exporter.getFinishedSpans()).toHaveLength(spans);
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  await pay(shop, cardRequest(cardFor('frictionless'), 'ORDER-4'));
  expect(exporter.getFinishedSpans().length).toBeGreaterThan(spans);
});
