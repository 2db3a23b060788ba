// What stands in place of the form in each state of the payment: words, a picture and what the shopper can do. Pure.
import type { PaymentAnswer } from '@eximpe/contract';
import { titleOf } from '../card/networks.ts';
import type { MessageKey, Words } from '../i18n/messages.ts';
import { problemWord } from '../i18n/problem-words.ts';
import type { PaymentState } from '../payment/state.ts';
import type { Icon } from './views/icons.ts';

/** `askCancel` and `keep` are the panel's own: whether to cancel is asked once. */
export type PanelAction = 'reopenChallenge' | 'cancel' | 'retry' | 'checkNow' | 'askCancel' | 'keep';

export interface Panel {
  /** The spinner without one. */
  readonly icon: Icon | undefined;
  readonly tone: '' | 'wait' | 'good' | 'bad';
  readonly title: string;
  /** The bank that is waited for, by its name. */
  readonly bank: string | undefined;
  readonly text: string;
  /** The card that was paid with, by its last digits, where nobody knows yet what became of it. */
  readonly card?: string;
  /** Comes when the wait has lasted some seconds. */
  readonly late?: string;
  /** The first is the main one. */
  readonly actions: readonly (readonly [PanelAction, MessageKey])[];
}

const RETRY: Panel['actions'] = [['retry', 'try_again']];
const AT_BANK: Panel['actions'] = [
  ['reopenChallenge', 'open_bank'],
  ['askCancel', 'cancel'],
];
/** `keep` stands where the button was that asked: two clicks in haste cancel nothing. */
const CANCEL_ASKED: Panel['actions'] = [
  ['cancel', 'cancel'],
  ['keep', 'keep'],
];
/** While nobody knows. Who is not with the bank any more may have to go there again. */
const waysOn = ({ payment }: { readonly payment: PaymentAnswer | null }): Panel['actions'] => [
  ['checkNow', 'check_now'],
  ...(payment ? AT_BANK : []),
];

/** Undefined where the form itself is shown. `offline`: the device has no network just now; `asksCancel`: the shopper wants to cancel. */
export function panelOf(state: PaymentState, words: Words, offline: boolean, asksCancel = false): Panel | undefined {
  const shown = panelIn(state, words, offline);
  if (!asksCancel || !shown?.actions.some(([action]) => action === 'askCancel')) return shown;
  return { ...shown, text: words('cancel_ask'), actions: CANCEL_ASKED };
}

/** The card of a payment, as shoppers know it. */
export const cardOf = ({ network, last4 }: PaymentAnswer, words: Words): string =>
  words('paid_text', { network: titleOf(network), last4 });

/** While the shopper is expected there, or its answer is. */
const bankOf = (state: PaymentState): string | undefined =>
  state.kind === 'challenge' || state.kind === 'checking' || state.kind === 'unknown'
    ? state.payment?.issuingBank
    : undefined;

function panelIn(state: PaymentState, words: Words, offline: boolean): Panel | undefined {
  const panel = (
    icon: Panel['icon'],
    tone: Panel['tone'],
    title: MessageKey,
    text: string,
    ...actions: Panel['actions']
  ): Panel => ({ icon, tone, title: words(title), bank: bankOf(state), text, actions });

  switch (state.kind) {
    case 'unavailable': {
      const { code } = state.problem;
      if (code === 'already_paid') return panel('check', 'good', 'paid_title', words(problemWord(code)));
      const text = words(offline ? 'offline' : problemWord(code));
      // What is written into the page does not get right by trying again.
      return panel('alert', 'bad', 'unavailable_title', text, ...(code === 'request_invalid' ? [] : RETRY));
    }
    case 'challenge': {
      const { mode, window } = state;
      const shown = mode === 'redirect' ? 'challenge_redirect_text' : 'challenge_text';
      const text = window === 'open' ? shown : 'challenge_closed_text';
      const late = text === 'challenge_text' && { late: words('challenge_app_text') };
      return { ...panel('bank', '', 'challenge_title', words(text), ...AT_BANK), ...late };
    }
    case 'checking':
      return panel(
        undefined,
        'wait',
        'checking_title',
        words(offline || state.why === 'answer_lost' ? 'checking_lost_text' : 'checking_text'),
        ...waysOn(state),
      );
    case 'paid':
      return panel('check', 'good', 'paid_title', cardOf(state.payment, words));
    case 'unknown': {
      const { payment } = state;
      const unknown = panel('alert', '', 'unknown_title', words('unknown_text'), ...waysOn(state));
      return payment ? { ...unknown, card: cardOf(payment, words) } : unknown;
    }
    case 'loading':
    case 'entry':
    case 'failed':
    case 'submitting':
      return undefined;
  }
}
