// What stands in place of the form in each state of the payment: words, a picture and what the shopper can do. Pure.
import { NETWORK_FACTS } from '../card/networks.ts';
import type { MessageKey, Words } from '../i18n/messages.ts';
import { PROBLEM_WORDS } from '../i18n/problem-words.ts';
import type { PaymentState } from '../payment/state.ts';
import { needsOtherCard } from './fix.ts';
import type { Icon } from './views/icons.ts';

export type PanelAction = 'reopen' | 'cancel' | 'retry' | 'check';

export interface Panel {
  readonly icon: Icon | 'spinner';
  readonly tone: 'calm' | 'good' | 'bad';
  readonly title: string;
  readonly text: string;
  /** The first is the main one. */
  readonly actions: readonly (readonly [PanelAction, MessageKey])[];
}

type Of<Kind> = Extract<PaymentState, { kind: Kind }>;

/** Undefined where the form itself is shown. */
export function panelOf(state: PaymentState, words: Words): Panel | undefined {
  switch (state.kind) {
    case 'loading':
    case 'entry':
    case 'submitting':
      return undefined;
    case 'unavailable':
      return {
        icon: 'alert',
        tone: state.problem.code === 'already_paid' ? 'calm' : 'bad',
        title: words('unavailable_title'),
        text: words(PROBLEM_WORDS[state.problem.code]),
        actions: state.problem.code === 'already_paid' ? [] : [['retry', 'try_again']],
      };
    case 'challenge':
      return challengePanel(state, words);
    case 'checking':
      return {
        icon: 'spinner',
        tone: 'calm',
        title: words('checking_title'),
        text: words(CHECKING_TEXT[state.why]),
        actions: [],
      };
    case 'paid': {
      const { network, last4 } = state.payment;
      const text = words('paid_text', { network: NETWORK_FACTS[network].title, last4 });
      return { icon: 'check', tone: 'good', title: words('paid_title'), text, actions: [] };
    }
    case 'failed':
      return {
        icon: 'cross',
        tone: 'bad',
        title: words('failed_title'),
        text: words(PROBLEM_WORDS[state.problem.code]),
        actions: [['retry', needsOtherCard(state.problem.code) ? 'other_card' : 'try_again']],
      };
    case 'unknown':
      return {
        icon: 'clock',
        tone: 'calm',
        title: words('unknown_title'),
        text: words('unknown_text'),
        actions: [['check', 'check_now']],
      };
  }
}

const CHECKING_TEXT: Readonly<Record<Of<'checking'>['why'], MessageKey>> = {
  returned: 'checking_text',
  no_challenge: 'checking_text',
  resumed: 'checking_text',
  answer_lost: 'checking_lost_text',
  cancelling: 'checking_cancel_text',
};

const OPEN_TEXT: Readonly<Record<Of<'challenge'>['mode'], MessageKey>> = {
  popup: 'challenge_text',
  iframe: 'challenge_text',
  redirect: 'challenge_redirect_text',
};

function challengePanel({ mode, window }: Of<'challenge'>, words: Words): Panel {
  const closed = window === 'blocked' ? 'challenge_blocked_text' : 'challenge_closed_text';
  return {
    icon: 'bank',
    tone: 'calm',
    title: words('challenge_title'),
    text: words(window === 'open' ? OPEN_TEXT[mode] : closed),
    actions: [
      ['reopen', 'open_bank'],
      ['cancel', 'cancel'],
    ],
  };
}
