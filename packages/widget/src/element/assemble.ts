// Composition root: what the element is made of besides itself.
import { loadPart } from '../load-part.ts';
import { createController } from '../payment/create-controller.ts';

/** The real parts. Tests of the element put scripted ones in their place. */
export const parts = { assemble: createController, load: loadPart };
