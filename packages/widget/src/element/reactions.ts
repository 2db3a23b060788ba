// What follows for the other parts of the form when one of them has changed.
import type { BinFacts } from '../api/bin-api.ts';
import { learnNetwork } from '../card/detect-network.ts';
import type { EximpeChangeDetail } from '../events/eximpe-change-event.ts';
import { EximpeEvent } from '../events/eximpe-event.ts';
import type { FieldsState } from '../fields/card-fields.ts';
import { isInFlight, isOpen, openCheckout, paymentOf, problemOf, type PaymentState } from '../payment/state.ts';
import { eventsOf } from './events-of.ts';
import { fixFor, needsOtherCard, reasonFor } from './fix.ts';
import type { FormParts } from './form-parts.ts';
import { panelOf, type Panel } from './panels.ts';
import { wordValues } from './word-values.ts';

export function paymentMoved(form: FormParts, before: PaymentState, next: PaymentState): void {
  const { announcements, attention, connectivity, fields, focus, host, localization, session } = form;
  if (isNews(before, next)) connectivity.serverAnswered();
  const hadFocus = focus.isHeld;
  if (before.kind === 'challenge' && next.kind !== 'challenge') attention.comeBack();
  const panelIn = (state: PaymentState): Panel | undefined =>
    panelOf(state, localization.words, connectivity.isOffline);
  const panel = panelIn(next);
  // Being unavailable may turn out to be being paid: the same state, and other words.
  if (next.kind !== before.kind || panel?.title !== panelIn(before)?.title) {
    announcements.urgent = '';
    form.asksCancel = false;
    if (next.kind === 'submitting') announcements.politeSoon(localization.words('paying'));
    else announcements.polite = '';
    if (panel) tellPanel(form, panel, next, hadFocus || isBack(form, next));
    if (panel?.late) announcements.politeLate(panel.late);
    if (next.kind === 'paid') form.wipe();
    if (isOpen(next)) backToForm(form, before, next, hadFocus);
  }
  for (const event of eventsOf(before, next, form.isReady, session.reference)) host.dispatchEvent(event);
  if (next.kind === 'unavailable') void form.diagnose(next.problem.code);
  const checkout = openCheckout(next);
  if (checkout?.mop === 'ask') form.cardType.isAsked = true;
  if (checkout && !form.isReady) {
    form.isReady = true;
    form.loadExtras(checkout);
  }
  fields.refresh();
}

/**
 * Once: by the focus that goes to the panel's heading, with its text for a description. Where the heading has it, and only its words
 * change, or the shopper is elsewhere on the page, by the live region.
 */
function tellPanel(
  { announcements, focus, localization }: FormParts,
  panel: Panel,
  next: PaymentState,
  isHere: boolean,
): void {
  if (isHere) focus.moveAfterUpdate('panel');
  if (isHere && !focus.isOn('panel')) return;
  const owed = paymentOf(next);
  const amount = owed ? localization.amount(owed.amount) : null;
  const sentence = [panel.title, panel.bank, amount, panel.text].filter(Boolean).join('. ');
  if (isHere) announcements.politeSoon(sentence);
  else announcements.polite = sentence;
}

/** The shopper comes back from the bank in this tab, and has gone nowhere yet: what became of the payment is what they want to see. */
const isBack = ({ focus }: FormParts, next: PaymentState): boolean =>
  next.kind === 'checking' && next.why === 'resumed' && focus.isNowhere;

/** Whether the server has said something that was not known before. */
function isNews(before: PaymentState, next: PaymentState): boolean {
  const payment = paymentOf(next);
  if (payment && payment !== paymentOf(before)) return true;
  return isOpen(next) && !('checkout' in before && before.checkout === openCheckout(next));
}

/** After an attempt: the reason stands above the fields, and what has to be mended is emptied and gets the caret. */
function backToForm(form: FormParts, before: PaymentState, next: PaymentState, hadFocus: boolean): void {
  const { announcements, cardType, fields, focus, host, localization, savedCards, session } = form;
  const checkout = openCheckout(next);
  const why = problemOf(next);
  if (!why) return;
  if (why.code === 'card_type_needed') cardType.isAsked = true;
  const isFailed = next.kind === 'failed';
  const isCardThere = fields.has('number') || checkout?.savesCards === true;
  // Before the number goes: its network may be the reason.
  form.problem = localization.words(
    isFailed || why.code !== 'challenge_cancelled' ? reasonFor(why.code, isCardThere) : 'cancelled_text',
    wordValues(checkout, fields.state.detection),
  );
  const reason = isFailed ? `${localization.words('failed_title')}. ${form.problem}` : form.problem;
  const fix = fixFor(why.code, isCardThere);
  fields.wipe(fix.wipe);
  if (needsOtherCard(why.code)) savedCards.part?.selectNew();
  if (hadFocus || (before.kind !== 'loading' && !isFailed)) focus.moveAfterUpdate(fix.focus);
  // After the focus: a reader that goes to another field leaves off what it was saying.
  void host.updateComplete.then(() => session.state === next && (announcements.urgent = reason));
}

export function fieldsChanged(
  { announcements, host, localization, session }: FormParts,
  { detection, complete, errors }: FieldsState,
  before: FieldsState,
): void {
  const { network } = detection;
  const values = wordValues(session.checkout, detection);
  const named = detection.sure && network;
  if (named && !(before.detection.sure && before.detection.network === named))
    announcements.polite = values['network'] ?? '';
  if (errors.number === 'network_not_accepted') announcements.urgent = localization.words(errors.number, values);
  if (network !== before.detection.network || complete !== before.complete)
    host.dispatchEvent(new EximpeEvent<EximpeChangeDetail>('eximpe-change', { network, complete }));
  host.requestUpdate();
}

/** Said once for each time the network goes. The server is asked whether that is true. */
export function connectivityChanged({ announcements, connectivity, localization, session }: FormParts): void {
  const { state } = session;
  // A payment that is settled has nothing to fear.
  const isSettled = state.kind === 'paid' || state.kind === 'failed';
  const lost = isInFlight(state) || state.kind === 'unknown' ? 'checking_lost_text' : 'offline';
  announcements.urgent = connectivity.isOffline && !isSettled ? localization.words(lost) : '';
  if (connectivity.isOffline) session.controller?.checkNow();
}

/** The issuer's data says something of the first digits in the field; `facts` is undefined while it does not. */
export function binKnown({ cardType, fields }: FormParts, bin: string, facts: BinFacts | undefined): void {
  // Another card than the one that was answered for.
  if (!facts) cardType.answer = undefined;
  if (facts?.network) {
    learnNetwork(bin, facts.network);
    fields.refresh();
  }
  cardType.isAsked = facts?.mop === null;
}
