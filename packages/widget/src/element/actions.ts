// What the form does with its card when the shopper or the page asks for it.
import type { FieldName, Reason } from '../fields/judge-card.ts';
import { commaList } from '../i18n/direction.ts';
import { isOpen } from '../payment/state.ts';
import type { Saying } from './controllers/announcements.ts';
import type { FocusTarget } from './controllers/focus.ts';
import { OTHER_CARD_FIX } from './fix.ts';
import type { FormActions } from './form-actions.ts';
import type { FormParts } from './form-parts.ts';
import { panelOf } from './panels.ts';
import { wordValues } from './word-values.ts';

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
  if (connectivity.isOffline) return isOpen(state) || state.kind === 'loading' ? payOffline(form) : ask(form);
  if (state.kind === 'loading') return payEarly(form);
  if (!check(form)) return;
  const saved = savedCards.part?.selected();
  if (saved) return session.controller?.submit(saved);
  const card = fields.read();
  const save = savedCards.part?.consent();
  if (card)
    session.controller?.submit({ ...card, ...(save && { save }) }, cardType.isAsked ? cardType.answer : undefined);
}

/** Pay was pressed before the amount was known: the form says so, and says the amount, too, when it has come. */
function payEarly(form: FormParts): void {
  const { announcements, localization } = form;
  form.isPayEarly = true;
  announcements.sayPolitely(() => localization.words('amount_coming'));
}

/** Offline, a request would not arrive. In case that is wrong, the form asks the server; an answer proves the contrary. */
function payOffline(form: FormParts): void {
  const { announcements, localization } = form;
  announcements.sayAtOnce(() => localization.words('offline'));
  ask(form);
}

/** Says nothing: the words already shown about a payment under way stay. */
function ask({ session }: FormParts): void {
  void session.controller?.checkNow();
}

function check(form: FormParts): boolean {
  const { announcements, cardType, fields, savedCards, session } = form;
  // While a payment is paid or under way, there are no fields to mend.
  if (!isOpen(session.state)) return false;
  announcements.sayAtOnce();
  if (savedCards.part?.selected()) {
    const reason = savedCards.part.checkCvc();
    if (reason) askToMend(form, 'saved_cvc', ['cvc'], reason);
    return !reason;
  }
  const wrong: (FieldName | 'mop')[] = [...fields.check()];
  if (!cardType.check()) wrong.push('mop');
  const [first] = wrong;
  if (first) askToMend(form, first, wrong, first === 'mop' ? undefined : reasonAt(form, first));
  return !first;
}

/** Says the problem again on a second try: if the caret is already there, no screen reader enters the field and reads it. */
function askToMend(
  { announcements, focus, localization }: FormParts,
  first: FocusTarget,
  wrong: readonly (FieldName | 'mop')[],
  reason: Saying,
): void {
  const isThere = focus.isOn(first);
  announcements.sayPolitely();
  announcements.sayAtOnce(() => {
    const names = wrong.map((name) => localization.words(`label_${name}`));
    const all = localization.words('check_fields', { fields: commaList(names, localization.lang) });
    return isThere && reason ? `${all}. ${reason()}` : all;
  });
  focus.move(first);
}

/** The error that a field shows. */
function reasonAt(form: FormParts, field: FieldName): Saying {
  const reason = form.fields.state.errors[field];
  return reason && wordsFor(form, reason);
}

/** The shopper left a field, and it shows its error for the first time. */
export function sayWrong(form: FormParts, reason: Reason): void {
  form.announcements.sayPolitely(wordsFor(form, reason));
}

function wordsFor({ fields, localization, session }: FormParts, reason: Reason): () => string {
  const values = wordValues(session.checkout, fields.state.detection);
  return () => localization.words(reason, values);
}

/** Empties the fields, so that the card that was tried is gone; it keeps the name, which is most likely the same. */
export function useOtherCard({ fields, focus, savedCards }: FormParts): void {
  fields.wipe(OTHER_CARD_FIX.wipe);
  savedCards.part?.selectNew();
  focus.moveAfterUpdate(OTHER_CARD_FIX.focus);
}

function empty({ announcements, binLookup, wipe }: FormParts): void {
  announcements.sayAtOnce();
  wipe();
  binLookup.digitsChanged('');
}

/** Focuses the first field that is not right, the Pay button when all are, or the heading of the panel that replaces the form. */
function focusNext({ fields, focus, localization, savedCards, session }: FormParts, options?: FocusOptions): void {
  const saved = savedCards.part?.selected() && savedCards.part;
  const field = saved ? saved.wrongCvc() && 'saved_cvc' : fields.firstWrong();
  const panel = panelOf(session.state, localization.words, false);
  focus.move(panel ? 'panel' : (field ?? 'pay'), options);
}
