// One step of the machine: total, pure, and three lines long.
import type { Step } from './transitions.ts';
import { TRANSITIONS } from './transitions.ts';
import type { PaymentEvent } from './event.ts';
import type { PaymentState } from './state.ts';

type AnyCell = (state: PaymentState, event: PaymentEvent) => Step;

/** An event without a rule in this state changes nothing and asks for nothing. */
export function step(state: PaymentState, event: PaymentEvent): Step {
  const cell = TRANSITIONS[state.kind][event.kind] as AnyCell | undefined;
  return cell ? cell(state, event) : [state, []];
}
