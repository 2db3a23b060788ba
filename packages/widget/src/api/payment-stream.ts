// The server's answers as they come, pushed by Server-Sent Events where browser, server and everything between allow it.
import type { PaymentAnswer, PaymentHandle } from '@eximpe/contract';
import { parseJson } from './read-answer.ts';
import { readPayment } from './read-shapes.ts';
import { at, unrepeated } from './address.ts';

export interface PaymentStream {
  /** An answer has come through, and the line still stands. Otherwise the server must be asked. */
  isAlive(): boolean;
  stop(): void;
}

/** The browser connects again by itself. Undefined where it can't. */
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
