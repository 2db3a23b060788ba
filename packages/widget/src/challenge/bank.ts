// Shows the bank's page through the host that fits.
import type { AttemptId, ChallengeMode, PaymentAnswer } from '@eximpe/contract';
import { realClock } from '../clock.ts';
import type { Ending, HostEvents, HostWords } from './challenge-host.ts';
import { chooseMode, fallbackAfter, surroundings, type ChallengeWish } from './choose-mode.ts';
import type { Sale } from './bank-dialog.ts';
import { iframeHost } from './iframe-host.ts';
import { popupHost } from './popup-host.ts';
import { redirectHost } from './redirect-host.ts';

export interface BankOptions {
  readonly endpoint: string;
  /** Every value that is not a mode means `auto`. */
  readonly challenge: string;
  /** The shopper's language, for our own pages on the way to the bank. */
  readonly lang: () => string;
  readonly words: HostWords;
  /** The payee and the amount, shown above the bank's page. */
  readonly sale: () => Sale;
  frameParent(): HTMLElement;
  /** Sends this tab to the bank's page; without it, this page navigates itself. */
  readonly leave?: ((address: string) => void) | undefined;
}

export interface Bank {
  /** The mode for a click made now; after a mode was `blocked`, its fallback. */
  mode(blocked?: ChallengeMode): ChallengeMode;
  /** The fallback that needs no further click after this mode was blocked. */
  fallback(blocked: ChallengeMode): ChallengeMode | null;
  /** Does what the mode's host promises. */
  prepare(mode: ChallengeMode, attempt: AttemptId): void;
  show(mode: ChallengeMode, payment: PaymentAnswer): void;
  focus(mode: ChallengeMode): boolean;
  /** Ends the hosts of all modes. */
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
  const challenge: ChallengeWish = Object.hasOwn(hosts, options.challenge)
    ? (options.challenge as ChallengeMode)
    : 'auto';
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
