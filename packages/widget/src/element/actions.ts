// What the shopper or the page has the form do with the card that is in it.
import type { FieldName } from '../fields/judge-card.ts';
import { isOpen } from '../payment/state.ts';
import type { FormActions } from './form-actions.ts';
import type { FormParts } from './form-parts.ts';
import { panelOf } from './panels.ts';

export const actionsOf = (form: FormParts): FormActions => ({
  submit: () => pay(form),
  validate: () => check(form),
  reset: () => empty(form),
  cancel: () => form.session.controller?.cancel(),
  focus: (options) => focusNext(form, options),
});

function pay(form: FormParts): void {
  const { cardType, connectivity, fields, savedCards, session } = form;
  const { state } = session;
  if (connectivity.isOffline) return isOpen(state) || state.kind === 'loading' ? form.payOffline() : form.ask();
  if (state.kind === 'loading') return form.payEarly();
  if (!check(form)) return;
  const saved = savedCards.part?.selected();
  if (saved) return session.controller?.submit(saved);
  const card = fields.read();
  const save = savedCards.part?.consent();
  if (card)
    session.controller?.submit({ ...card, ...(save && { save }) }, cardType.isAsked ? cardType.answer : undefined);
}

function check(form: FormParts): boolean {
  const { announcements, cardType, fields, savedCards, session } = form;
  // What is paid, or on its way, has no fields to mend.
  if (!isOpen(session.state)) return false;
  announcements.sayAtOnce();
  if (savedCards.part?.selected()) {
    const reason = savedCards.part.checkCvc();
    if (reason) form.askToMend('saved_cvc', ['cvc'], reason);
    return !reason;
  }
  const wrong: (FieldName | 'mop')[] = [...fields.check()];
  if (!cardType.check()) wrong.push('mop');
  const [first] = wrong;
  if (first) form.askToMend(first, wrong, first === 'mop' ? undefined : form.reasonAt(first));
  return !first;
}

function empty({ announcements, binLookup, cardType, wipe }: FormParts): void {
  cardType.reset();
  announcements.sayAtOnce();
  wipe();
  binLookup.digitsChanged('');
}

/** To the first field that is not right, to the Pay button when all are, or to the heading of what stands in place of the form. */
function focusNext({ fields, focus, localization, savedCards, session }: FormParts, options?: FocusOptions): void {
  const saved = savedCards.part?.selected() && savedCards.part;
  const field = saved ? saved.wrongCvc() && 'saved_cvc' : fields.firstWrong();
  const panel = panelOf(session.state, localization.words, false);
  focus.move(panel ? 'panel' : (field ?? 'pay'), options);
}
