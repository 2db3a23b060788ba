// The server's answers as they come, pushed by Server-Sent Events where browser, server and everything between allow it.
import type { PaymentAnswer, PaymentHandle } from '@eximpe/contract';
import { path } from '@eximpe/contract/routes';
import { readPayment } from './read-shapes.ts';

export interface PaymentStream {
  /** An answer has come through, and the line still stands. Otherwise the server must be asked. */
  isAlive(): boolean;
  stop(): void;
}

/** The browser connects again by itself; a page in the back/forward cache holds no line open. */
export function paymentStream(
  endpoint: string,
  handle: PaymentHandle,
  hear: (payment: PaymentAnswer) => void,
): PaymentStream {
  const listening = new AbortController();
  const { signal } = listening;
  let source: EventSource | undefined;
  let alive = false;

  function close(): void {
    source?.close();
    alive = false;
  }

  function open(): void {
    source = new EventSource(path(endpoint, 'events', { handle }));
    source.addEventListener('error', () => {
      alive = false;
    });
    source.addEventListener('payment', ({ data }: MessageEvent<string>) => {
      let payment: PaymentAnswer | undefined;
      try {
        payment = readPayment(JSON.parse(data));
      } catch {
        // Not an answer.
      }
      if (!payment) return;
      alive = true;
      hear(payment);
    });
  }

  open();
  window.addEventListener('pagehide', close, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && open(), { signal });
  return {
    isAlive: () => alive,
    stop() {
      listening.abort();
      close();
    },
  };
}
