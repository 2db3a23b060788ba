// The status of the form in the frame: what the shop's page must know to render its surroundings. Shows nothing.
import type { FormParts } from '../element/form-parts.ts';
import { isOpen, problemOf } from '../payment/state.ts';
import type { FormStatus } from './protocol.ts';

export function formStatus(parts: FormParts, height: number): FormStatus {
  const { state } = parts.session;
  return {
    height,
    isValid: isOpen(state) && isFilledIn(parts),
    isPaid: state.kind === 'paid' || problemOf(state)?.code === 'already_paid',
    state: state.kind,
  };
}

function isFilledIn({ cardType, fields, savedCards }: FormParts): boolean {
  if (savedCards.part?.selected()) return !savedCards.part.wrongCvc();
  return !fields.firstWrong() && !cardType.isUnanswered;
}
