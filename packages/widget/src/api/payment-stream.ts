// Receives the server's answers by Server-Sent Events, if the browser, the server and all proxies between them allow it.
import type { PaymentAnswer, PaymentHandle } from '@eximpe/contract';
import { parseJson } from './read-answer.ts';
import { readPayment } from './read-shapes.ts';
import { at, unrepeated } from './address.ts';

export interface PaymentStream {
  /** True while the connection is open and has brought an answer. Otherwise the form must ask the server. */
  isAlive(): boolean;
  stop(): void;
}

/** The browser reconnects by itself. Undefined if it can't open a stream. */
export function paymentStream(
  endpoint: string,
  handle: PaymentHandle,
  onPayment: (payment: PaymentAnswer) => void,
): PaymentStream | undefined {
  if (!window.EventSource) return undefined;
  const source = new EventSource(unrepeated(at(endpoint, 'payments', handle, 'events')));
  let hasAnswered = false;
  source.addEventListener('payment', ({ data }: MessageEvent<string>) => {
    const payment = readPayment(parseJson(data));
    if (!payment) return;
    hasAnswered = true;
    onPayment(payment);
  });
  return { isAlive: () => hasAnswered && source.readyState === source.OPEN, stop: () => source.close() };
}
