// What the shopper or the page has the form do with the card that is in it.
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

/** Before anybody knows how much: said, and when the amount is there, that too. */
function payEarly(form: FormParts): void {
  const { announcements, localization } = form;
  form.isPayEarly = true;
  announcements.sayPolitely(() => localization.words('amount_coming'));
}

/** Nothing that is sent would arrive; should that be wrong, the answer to the question says so. */
function payOffline(form: FormParts): void {
  const { announcements, localization } = form;
  announcements.sayAtOnce(() => localization.words('offline'));
  ask(form);
}

/** Without a word: what stands there of a payment under way is not to be taken back. */
function ask({ session }: FormParts): void {
  void session.controller?.checkNow();
}

function check(form: FormParts): boolean {
  const { announcements, cardType, fields, savedCards, session } = form;
  // What is paid, or on its way, has no fields to mend.
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

/** Said once more on a second try. Where the caret is there already, no reader comes to the field and reads what is wrong. */
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

/** What is shown as wrong with a field. */
function reasonAt(form: FormParts, field: FieldName): Saying {
  const reason = form.fields.state.errors[field];
  return reason && wordsFor(form, reason);
}

/** A field was left, and shows for the first time what is wrong with it. */
export function sayWrong(form: FormParts, reason: Reason): void {
  form.announcements.sayPolitely(wordsFor(form, reason));
}

function wordsFor({ fields, localization, session }: FormParts, reason: Reason): () => string {
  const values = wordValues(session.checkout, fields.state.detection);
  return () => localization.words(reason, values);
}

/** The one that was tried stays out of it; the name is most likely the same. */
export function useOtherCard({ fields, focus, savedCards }: FormParts): void {
  fields.wipe(OTHER_CARD_FIX.wipe);
  savedCards.part?.selectNew();
  focus.moveAfterUpdate(OTHER_CARD_FIX.focus);
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
