// Puts the machine together with its api, its hosts and the browser.
import { openChannel } from '../challenge/attempt-channel.ts';
import { ENGLISH_HOST_WORDS } from '../challenge/challenge-host.ts';
import type { HostWords } from '../challenge/challenge-host.ts';
import { chooseMode, modeAfterBlocked, NEXT_RUNG, surroundings } from '../challenge/choose-mode.ts';
import type { ChallengeWish } from '../challenge/choose-mode.ts';
import { iframeHost } from '../challenge/iframe-host.ts';
import { launchAddress } from '../challenge/launch-address.ts';
import { popupHost } from '../challenge/popup-host.ts';
import { redirectHost } from '../challenge/redirect-host.ts';
import { httpPaymentApi } from '../api/http-payment-api.ts';
import { paymentStream } from '../api/payment-stream.ts';
import { realClock } from '../clock.ts';
import { newAttemptId } from './attempt-id.ts';
import { tabMemory } from './attempt-memory.ts';
import { pageHints } from './page-hints.ts';
import type { PaymentController } from './payment-controller.ts';
import { runPayment } from './run-payment.ts';
import type { PaymentState } from './state.ts';

export interface ControllerOptions {
  /** Where the server-kit is mounted, e.g. `/eximpe`. */
  readonly endpoint: string;
  /** `auto` picks by what the browser can do. */
  readonly challenge: ChallengeWish;
  readonly lang: string;
  /** Words in the bank's dialog (iframe mode), in the language of `lang`; English without it. */
  readonly hostWords?: HostWords;
  onState(state: PaymentState): void;
  /** Where the bank's dialog is put in iframe mode; inside our shadow root, so that the page's styles can't reach it. */
  frameParent(): HTMLElement;
}

export function createController(options: ControllerOptions): PaymentController {
  const { endpoint, challenge, lang, hostWords: words = ENGLISH_HOST_WORDS } = options;
  const open = window.open.bind(window);
  return runPayment({
    api: httpPaymentApi(endpoint),
    stream: (handle, hear) => paymentStream(endpoint, handle, hear),
    clock: realClock,
    random: () => Math.random(),
    newAttemptId,
    memory: (checkout) => tabMemory(endpoint, checkout),
    hosts: (events) => ({
      popup: popupHost({ endpoint, lang, clock: realClock, open }, events),
      iframe: iframeHost({ words, parent: () => options.frameParent() }, events),
      redirect: redirectHost((address) => location.assign(address), events),
    }),
    mode: () => chooseMode(challenge, surroundings(endpoint)),
    modeAfterBlocked: (blocked) => modeAfterBlocked(challenge, blocked),
    nextRung: (blocked) => NEXT_RUNG[blocked],
    launchAddress: (launchUrl) => launchAddress(endpoint, launchUrl),
    openChannel,
    pageHints,
    onState: (state) => options.onState(state),
  });
}
