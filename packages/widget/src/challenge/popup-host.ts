// The bank's page in its own window, which the click opens on a waiting page of ours.
import type { AttemptId } from '@eximpe/contract';
import { at } from '../api/address.ts';
import type { Clock } from '../clock.ts';
import { openChannel } from './attempt-channel.ts';
import type { ChallengeHost, Ending, HostEvents } from './challenge-host.ts';

const CLOSED_CHECK_MS = 500;
/** `closed` may be true for a moment while the waiting page loads under another opener policy. */
const CHECKS_TO_BELIEVE = 4;

/** Functions that stop answering an attempt's windows; shared by all hosts, so that a new window gets only the signals meant for it. */
const answering = new Map<AttemptId, () => void>();

export interface PopupSurroundings {
  readonly endpoint: string;
  /** Language of the waiting page. */
  readonly lang: () => string;
  readonly clock: Clock;
  /** `window.open`, or a stand-in that behaves like a popup blocker. */
  readonly open: (url: string, target: string, features: string) => Window | null;
}

const FEATURES = 'popup,width=500,height=640';

/** One window since it was opened. It gets answers even after we are done with it: its pages may load late. */
interface Visit {
  readonly popup: Window;
  show(launchUrl: string): void;
  end(how: Ending): void;
}

export function popupHost({ endpoint, lang, clock, open }: PopupSurroundings, events: HostEvents): ChallengeHost {
  let visit: Visit | undefined;

  function begin(attempt: AttemptId, popup: Window): Visit {
    let address: string | undefined;
    let ended: Ending | undefined;
    /** Under some opener policies `closed` is true for open windows: a page that sends signals is not closed. */
    let closedLies = false;
    const channel = openChannel(attempt, (type) => {
      closedLies ||= popup.closed;
      if (type === 'waiting' && ended) channel.say({ type: 'abort', attempt });
      else if (type === 'waiting' && address !== undefined) channel.say({ type: 'go', attempt, launchUrl: address });
      else if (type === 'waiting') channel.say({ type: 'heard', attempt });
      // The shopper may come back from the bank after the server sent the outcome, or after they cancelled here.
      else if (type === 'returned' && ended === 'close') {
        channel.say({ type: 'acknowledged', attempt });
        events.signalled(type, attempt);
      }
    });
    answering.set(attempt, () => channel.close());

    function checkClosed(seen: number): void {
      clock.after(CLOSED_CHECK_MS, () => {
        if (ended || closedLies) return;
        if (!popup.closed) return checkClosed(0);
        if (seen < CHECKS_TO_BELIEVE) return checkClosed(seen + 1);
        visit = undefined;
        events.closed();
      });
    }

    return {
      popup,
      show(launchUrl) {
        address = launchUrl;
        channel.say({ type: 'go', attempt, launchUrl });
        checkClosed(1);
      },
      end(how) {
        ended = how;
        channel.say({ type: 'abort', attempt });
      },
    };
  }

  /** A window to which we have no reference, because a script of the shop adds `noopener` to every window: it is not needed. */
  function turnAway(attempt: AttemptId): void {
    const channel = openChannel(attempt, (type) => {
      if (type === 'waiting') channel.say({ type: 'abort', attempt });
    });
    answering.set(attempt, () => channel.close());
  }

  function end(how: Ending): void {
    if (how === 'close') visit?.popup.close();
    visit?.end(how);
    visit = undefined;
  }

  return {
    prepare(attempt) {
      end('leave');
      answering.get(attempt)?.();
      const popup = open(`${at(endpoint, 'challenge', 'wait', attempt)}?lang=${lang()}`, '_blank', FEATURES);
      if (popup) visit = begin(attempt, popup);
      else {
        turnAway(attempt);
        events.blocked();
      }
    },
    show: (_, address) => (visit ? visit.show(address) : events.blocked()),
    focus() {
      if (!visit || visit.popup.closed) return false;
      visit.popup.focus();
      return true;
    },
    end,
  };
}
