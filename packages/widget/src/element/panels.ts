// The panel that replaces the form in each state of the payment: its words, its picture and the shopper's actions. Pure.
import type { PaymentAnswer } from '@eximpe/contract';
import { titleOf } from '../card/networks.ts';
import type { MessageKey, Words } from '../i18n/messages.ts';
import { problemWord } from '../i18n/problem-words.ts';
import type { PaymentState } from '../payment/state.ts';
import type { Icon } from './views/icons.ts';

/** `askCancel` and `keep` belong to the panel: it asks once before it cancels. */
export type PanelAction = 'reopenChallenge' | 'cancel' | 'retry' | 'checkNow' | 'askCancel' | 'keep';

export interface Panel {
  /** Without an icon, a spinner. */
  readonly icon: Icon | undefined;
  readonly tone: '' | 'wait' | 'good' | 'bad';
  readonly title: string;
  /** The name of the bank that the shopper is with. */
  readonly bank: string | undefined;
  readonly text: string;
  /** The card that was paid with, by its last digits, while nobody knows the outcome. */
  readonly card?: string;
  /** Appears when the wait has lasted some seconds. */
  readonly late?: string;
  /** The first is the main action. */
  readonly actions: readonly (readonly [PanelAction, MessageKey])[];
}

const RETRY: Panel['actions'] = [['retry', 'try_again']];
const AT_BANK: Panel['actions'] = [
  ['reopenChallenge', 'open_bank'],
  ['askCancel', 'cancel'],
];
/** `keep` takes the place of the button that asked: two hasty clicks cancel nothing. */
const CANCEL_ASKED: Panel['actions'] = [
  ['cancel', 'cancel'],
  ['keep', 'keep'],
];
/** The actions while nobody knows the outcome. A shopper who has left the bank may have to go there again. */
const waysOn = ({ payment }: { readonly payment: PaymentAnswer | null }): Panel['actions'] => [
  ['checkNow', 'check_now'],
  ...(payment ? AT_BANK : []),
];

/** Undefined if the form itself is shown. `offline`: the device is offline now; `asksCancel`: the shopper wants to cancel. */
export function panelOf(state: PaymentState, words: Words, offline: boolean, asksCancel = false): Panel | undefined {
  const shown = panelIn(state, words, offline);
  if (!asksCancel || !shown?.actions.some(([action]) => action === 'askCancel')) return shown;
  return { ...shown, text: words('cancel_ask'), actions: CANCEL_ASKED };
}

/** Describes a payment's card to the shopper. */
export const cardOf = ({ network, last4 }: PaymentAnswer, words: Words): string =>
  words('paid_text', { network: titleOf(network), last4 });

/** The bank's name, while the bank waits for the shopper, or the form for the bank's answer. */
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
      // A retry does not mend what is wrong in the page's markup.
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
