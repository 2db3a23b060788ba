// Puts the machine together with its api, the bank's page and this tab's memory.
import { httpPaymentApi } from '../api/http-payment-api.ts';
import { paymentStream } from '../api/payment-stream.ts';
import { createBank, type BankOptions } from '../challenge/bank.ts';
import { tabMemory } from './attempt-memory.ts';
import type { PaymentController } from './payment-controller.ts';
import { runPayment } from './run-payment.ts';
import type { PaymentState } from './state.ts';

/**
 * `endpoint` is where the server-kit is mounted, e.g. `/eximpe`. `frameParent` is where the bank's dialog is put in iframe mode:
 * inside our shadow root, so that the page's styles can't reach it. `hostWords` are the dialog's, in the language of `lang`.
 */
export interface ControllerOptions extends BankOptions {
  onState(state: PaymentState): void;
}

export function createController(options: ControllerOptions): PaymentController {
  const { endpoint } = options;
  return runPayment({
    api: httpPaymentApi(endpoint),
    stream: (handle, hear) => paymentStream(endpoint, handle, hear),
    bank: (events) => createBank(options, events),
    memory: (checkout) => tabMemory(endpoint, checkout),
    onState: (state) => options.onState(state),
  });
}
