// The bank in this very tab: the checkout page goes away and comes back through the return page.
import type { ChallengeHost, HostEvents } from './challenge-host.ts';

/** `go` is `location.assign`, or a stand-in for tests that want to stay. */
export function redirectHost(go: (address: string) => void, events: HostEvents): ChallengeHost {
  /** Back from the bank into a page the browser had kept: the bank is no longer on screen. */
  const onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) events.closed();
  };
  return {
    prepare: () => {},
    show(_, address) {
      window.addEventListener('pageshow', onPageShow);
      go(address);
    },
    focus: () => false,
    end: () => window.removeEventListener('pageshow', onPageShow),
  };
}
