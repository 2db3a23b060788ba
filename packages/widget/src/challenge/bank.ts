// The bank's page, by whichever host can show it.
import type { AttemptId, PaymentAnswer } from '@eximpe/contract';
import { realClock } from '../clock.ts';
import type { ChallengeMode } from '../payment/state.ts';
import type { Ending, HostEvents, HostWords } from './challenge-host.ts';
import { chooseMode, fallbackAfter, surroundings, type ChallengeWish } from './choose-mode.ts';
import type { Sale } from './bank-dialog.ts';
import { iframeHost } from './iframe-host.ts';
import { popupHost } from './popup-host.ts';
import { redirectHost } from './redirect-host.ts';

export interface BankOptions {
  readonly endpoint: string;
  /** `auto`, and so is whatever is no mode. */
  readonly challenge: string;
  /** Of the shopper, for our own pages on the way to the bank. */
  readonly lang: () => string;
  readonly words: HostWords;
  /** Who is paid, and how much, above the bank's page. */
  readonly sale: () => Sale;
  frameParent(): HTMLElement;
  /** Goes to the bank's page in this tab; without it, this page itself does. */
  readonly leave?: ((address: string) => void) | undefined;
}

export interface Bank {
  /** The mode for a click made now; after a mode was `blocked`, its fallback. */
  mode(blocked?: ChallengeMode): ChallengeMode;
  /** The one that needs no further click after this one was blocked. */
  fallback(blocked: ChallengeMode): ChallengeMode | null;
  /** As the host of that mode promises. */
  prepare(mode: ChallengeMode, attempt: AttemptId): void;
  show(mode: ChallengeMode, payment: PaymentAnswer): void;
  focus(mode: ChallengeMode): boolean;
  /** Of every mode. */
  end(how: Ending): void;
}

export function createBank(options: BankOptions, events: HostEvents): Bank {
  const { endpoint, lang, leave = (address: string) => location.assign(address), words, sale } = options;
  const home = new URL(endpoint, location.href);
  const open = window.open.bind(window);
  const hosts = {
    popup: popupHost({ endpoint, lang, clock: realClock, open }, events),
    iframe: iframeHost({ words, sale, parent: () => options.frameParent() }, events),
    redirect: redirectHost(leave, events),
  };
  const challenge: ChallengeWish = options.challenge in hosts ? (options.challenge as ChallengeMode) : 'auto';
  return {
    mode: (blocked) => (blocked ? fallbackAfter(blocked) : chooseMode(challenge, surroundings(endpoint))),
    fallback: (blocked) => (challenge === 'auto' && blocked === 'popup' ? 'redirect' : null),
    prepare: (mode, attempt) => hosts[mode].prepare(attempt),
    show: (mode, { attempt, launchUrl = '' }) =>
      hosts[mode].show(attempt, `${new URL(launchUrl, home).href}?lang=${lang()}`),
    focus: (mode) => hosts[mode].focus(),
    end: (how) => Object.values(hosts).forEach((host) => host.end(how)),
  };
}
