// One step of the machine: total and pure.
import type { AttemptId } from '@eximpe/contract';
import type { PaymentEvent } from './event.ts';
import type { PaymentState } from './state.ts';
import { TRANSITIONS, type Step } from './transitions.ts';

type AnyCell = (state: PaymentState, event: PaymentEvent) => Step;

function attemptOf(state: PaymentState): AttemptId | undefined {
  if ('attempt' in state) return state.attempt;
  return 'payment' in state ? state.payment.attempt : undefined;
}

/** An event without a rule in this state, or about another attempt, changes nothing and asks for nothing. */
export function step(state: PaymentState, event: PaymentEvent): Step {
  const cell = TRANSITIONS[state.kind][event.kind] as AnyCell | undefined;
  const attempt = attemptOf(state);
  const isOurs = !('about' in event) || attempt === undefined || attempt === event.about;
  return cell && isOurs ? cell(state, event) : [state, []];
}
