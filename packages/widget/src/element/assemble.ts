// Composition root: what the element is made of besides itself.
import { createController, type ControllerOptions } from '../payment/create-controller.ts';
import type { PaymentController } from '../payment/payment-controller.ts';

export type Assemble = (options: ControllerOptions) => PaymentController;

/** The real parts. Tests of the element put a scripted controller in their place. */
export const assemble: Assemble = createController;
