// Composition root: what the element is made of besides itself.
import { createController } from '../payment/create-controller.ts';
import { HERE } from '../here.ts';
import type { CreateSavedCards } from '../saved-cards/saved-cards-kit.ts';

/** Undefined where that part can't be loaded: then every card is a new one. */
async function loadSavedCards(): Promise<CreateSavedCards | undefined> {
  try {
    return ((await import(/* @vite-ignore */ `${HERE}saved-cards.js`)) as { default: CreateSavedCards }).default;
  } catch {
    return undefined;
  }
}

/** The real parts. Tests of the element put scripted ones in their place. */
export const parts = { assemble: createController, loadSavedCards };
