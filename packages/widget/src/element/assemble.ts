// Composition root: what the element is made of besides itself.
import { createController, type ControllerOptions } from '../payment/create-controller.ts';
import { HERE } from '../here.ts';
import type { CreateSavedCards } from '../saved-cards/saved-cards-kit.ts';
import type { PaymentController } from '../payment/payment-controller.ts';

/** Undefined where that part can't be loaded: then every card is a new one. */
export async function loadSavedCards(): Promise<CreateSavedCards | undefined> {
  try {
    return ((await import(/* @vite-ignore */ `${HERE}saved-cards.js`)) as { default: CreateSavedCards }).default;
  } catch {
    return undefined;
  }
}

export type Assemble = (options: ControllerOptions) => PaymentController;

/** The real parts. Tests of the element put a scripted controller in their place. */
export const assemble: Assemble = createController;
