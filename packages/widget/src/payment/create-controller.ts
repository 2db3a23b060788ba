// The payment controller over HTTP: one run for each checkout that it is started with.
import { CheckoutRun, type ControllerOptions } from './checkout-run.ts';
import type { PaymentController } from './payment-controller.ts';
import { isInFlight } from './state.ts';

export type { ControllerOptions } from './checkout-run.ts';

export function createController(options: ControllerOptions): PaymentController {
  let run: CheckoutRun | undefined;
  return {
    get state() {
      return run?.state ?? { kind: 'loading' };
    },
    start(checkout, why) {
      // Another checkout does not disturb a payment under way.
      if (run && !run.isOver && isInFlight(run.state)) return;
      run?.end();
      run = new CheckoutRun(checkout, options, why);
    },
    submit: (card, mop) => run?.submit(card, mop),
    reopenChallenge: () => run?.reopenChallenge(),
    cancel: () => run?.cancel(),
    retry: () => run?.retry(),
    checkNow: () => run?.hint() ?? Promise.resolve(true),
    stop: () => run?.end(),
  };
}
