// What the other parts of the form do when one of them has changed.
import type { CheckoutAnswer } from '@eximpe/contract';
import type { BinFacts } from '../api/bin-api.ts';
import { learnNetwork } from '../card/detect-network.ts';
import type { EximpeChangeDetail } from '../events/eximpe-change-event.ts';
import { EximpeEvent } from '../events/eximpe-event.ts';
import type { FieldsState } from '../fields/card-fields.ts';
import { isInFlight, isOpen, openCheckout, paymentOf, problemOf, type PaymentState } from '../payment/state.ts';
import { commaList } from '../i18n/direction.ts';
import type { Localization } from './controllers/localization.ts';
import { eventsOf } from './events-of.ts';
import { fixFor, OTHER_CARD_FIX, reasonFor, type CardPlace } from './fix.ts';
import type { FormParts, Reactions } from './form-parts.ts';
import { cardOf, panelOf, type Panel } from './panels.ts';
import { wordValues } from './word-values.ts';

/** An error of the number that is said at once: every further key would be wasted. */
const REFUSED = 'network_not_accepted';

function paymentMoved(form: FormParts, before: PaymentState, next: PaymentState): void {
  const { announcements, attention, connectivity, fields, focus, host, localization, session } = form;
  if (isNews(before, next)) connectivity.serverAnswered();
  const hadFocus = focus.isHeld;
  if (before.kind === 'challenge' && next.kind !== 'challenge') attention.comeBack();
  const offline = connectivity.isOffline;
  const panelIn = (state: PaymentState): Panel | undefined => panelOf(state, localization.words, offline);
  const panel = panelIn(next);
  const panelBefore = panelIn(before);
  // An unavailable checkout may turn out to be one that is being paid: the same state, with other words.
  if (next.kind !== before.kind || panel?.title !== panelBefore?.title) {
    announcements.sayAtOnce();
    form.panelActions.reset();
    if (next.kind === 'submitting') announcements.saySoon(() => localization.words('paying'));
    else announcements.sayPolitely();
    if (panel) tellPanel(form, () => panelIn(next), next, hadFocus || isBack(form, next));
    if (panel && lateWords(panel, localization)) announcements.sayLate(() => lateWords(panelIn(next), localization));
    if (next.kind === 'paid') form.wipe();
    if (isOpen(next)) backToForm(form, before, next, hadFocus);
  } else if (panel && panel.text !== panelBefore?.text) announcements.sayPolitely(() => panelIn(next)?.text ?? '');
  for (const event of eventsOf(before, next, form.toldAmount, session.reference)) host.dispatchEvent(event);
  if (next.kind === 'unavailable') void form.diagnose(next.problem.code);
  const checkout = openCheckout(next);
  if (checkout?.mop === 'ask') askCardType(form, focus.isInside);
  const isFirst = form.toldAmount === undefined;
  form.toldAmount = checkout?.amount ?? form.toldAmount;
  if (checkout && isFirst) {
    form.loadExtras(checkout);
    if (form.isPayEarly)
      announcements.sayPolitely(() => localization.words('pay', { amount: localization.amount(checkout.amount) }));
  }
  if (next.kind !== 'loading') form.isPayEarly = false;
  fields.refresh();
}

/**
 * Says the panel once. Usually the focus goes to its heading, which has the text as its description. If the heading already has the focus and
 * only its words change, or if the shopper is elsewhere on the page, the live region says it.
 */
function tellPanel(
  { announcements, focus, localization }: FormParts,
  panel: () => Panel | undefined,
  next: PaymentState,
  isHere: boolean,
): void {
  if (isHere) focus.moveAfterUpdate('panel');
  if (isHere && !focus.isOn('panel')) return;
  const owed = paymentOf(next);
  const sentence = (): string => {
    const { title, bank, card, text } = panel() ?? {};
    return [title, bank, owed && localization.amount(owed.amount), card, text].filter(Boolean).join('. ');
  };
  if (isHere) announcements.saySoon(sentence);
  else announcements.sayPolitely(sentence);
}

/** What a long wait adds to the screen: a line of words, or, beside a spinner, the buttons. */
function lateWords(panel: Panel | undefined, { lang, words }: Localization): string {
  if (panel?.late !== undefined) return panel.late;
  if (!panel || panel.icon || panel.actions.length === 0) return '';
  const buttons = panel.actions.map(([, word]) => words(word));
  return `${words('no_news')} ${commaList(buttons, lang)}`;
}

/** Announced if the question appears beside a shopper who is in the form already. */
function askCardType({ announcements, cardType, localization }: FormParts, isHere: boolean): void {
  if (!cardType.isAsked && isHere) announcements.sayPolitely(() => localization.words('mop_empty'));
  cardType.isAsked = true;
}

/** The shopper came back from the bank in this tab, and has focused nothing yet: they want to see the outcome of the payment. */
const isBack = ({ focus }: FormParts, next: PaymentState): boolean =>
  next.kind === 'checking' && next.why === 'resumed' && focus.isNowhere;

/** Whether the server has sent something new. */
function isNews(before: PaymentState, next: PaymentState): boolean {
  const payment = paymentOf(next);
  if (payment && payment !== paymentOf(before)) return true;
  return isOpen(next) && !('checkout' in before && before.checkout === openCheckout(next));
}

/** After an attempt: the reason stands above the fields, and the fields to mend are emptied and get the caret. */
function backToForm(form: FormParts, before: PaymentState, next: PaymentState, hadFocus: boolean): void {
  const { announcements, cardType, fields, focus, host, localization, savedCards, session } = form;
  const checkout = openCheckout(next);
  const why = problemOf(next);
  if (!why) return;
  if (why.code === 'card_type_needed') cardType.isAsked = true;
  const isFailed = next.kind === 'failed';
  const fix = fixFor(why.code, cardPlace(form, checkout));
  // Read before the number is emptied: its network may be the reason.
  const values = wordValues(checkout, fields.state.detection);
  const key = isFailed || why.code !== 'challenge_cancelled' ? reasonFor(why.code, fix) : 'cancelled_text';
  const reason = (): string => localization.words(key, values);
  form.reason = reason;
  const payment = paymentOf(next);
  // The amount and the card come last: what to do comes first, and ends with its own full stop.
  const said = payment
    ? (): string => {
        const { words } = localization;
        return `${words('failed_title')}. ${reason()} ${localization.amount(payment.amount)}. ${cardOf(payment, words)}`;
      }
    : reason;
  fields.wipe(fix.wipe);
  if (fix.mark) fields.mark(fix.mark);
  if (fix === OTHER_CARD_FIX) savedCards.part?.selectNew();
  if (fix.focus === 'saved_cvc') savedCards.part?.askCvcAgain();
  if (hadFocus || (before.kind !== 'loading' && !isFailed)) focus.moveAfterUpdate(fix.focus);
  // Said after the focus moves: a screen reader that enters another field stops speaking.
  void host.updateComplete.then(() => session.state === next && announcements.sayAtOnce(said));
}

function cardPlace({ fields, savedCards }: FormParts, checkout: CheckoutAnswer | null | undefined): CardPlace {
  const saved = savedCards.part?.selected();
  if (saved) return saved.cvc === undefined ? 'saved' : 'saved_with_cvc';
  if (fields.has('number')) return 'typed';
  return checkout?.savesCards ? 'perhaps_saved' : 'gone';
}

function fieldsChanged(
  { announcements, host, localization, session }: FormParts,
  { detection, complete, errors }: FieldsState,
  before: FieldsState,
): void {
  const { network } = detection;
  const values = wordValues(session.checkout, detection);
  const named = detection.sure && network;
  if (named && !(before.detection.sure && before.detection.network === named))
    announcements.sayPolitely(() => values['network'] ?? '');
  if (errors.number === REFUSED && before.errors.number !== REFUSED)
    announcements.sayAtOnce(() => localization.words(REFUSED, values));
  if (network !== before.detection.network || complete !== before.complete)
    host.dispatchEvent(new EximpeEvent<EximpeChangeDetail>('eximpe-change', { network, complete }));
  host.requestUpdate();
}

/** Said once each time the device goes offline or online. The form asks the server whether that is true. */
function connectivityChanged({ announcements, connectivity, frame, localization, session }: FormParts): void {
  // The form in the frame says it, and knows whether a payment is under way.
  if (frame.isWanted) return;
  const { state } = session;
  const { isOffline } = connectivity;
  // After the payment is complete, there is nothing to warn of.
  const isPaid = state.kind === 'paid';
  const lost = isInFlight(state) || state.kind === 'unknown' ? 'checking_lost_text' : 'offline';
  announcements.sayAtOnce(isOffline && !isPaid ? () => localization.words(lost) : undefined);
  announcements.sayPolitely(isOffline || isPaid ? undefined : () => localization.words('online'));
  if (isOffline) void session.controller?.checkNow();
}

/** The issuer's data says something about the first digits in the field; `facts` is undefined while it does not. */
function binKnown(form: FormParts, bin: string, facts: BinFacts | undefined): void {
  const { cardType, fields, focus } = form;
  // The answer was for another card.
  if (!facts) cardType.answer = undefined;
  if (facts?.network) {
    learnNetwork(bin, facts.network);
    fields.refresh();
  }
  if (facts?.mop === null) askCardType(form, focus.isInside);
  else cardType.isAsked = false;
}

export const reactions: Reactions = { paymentMoved, fieldsChanged, connectivityChanged, binKnown };
