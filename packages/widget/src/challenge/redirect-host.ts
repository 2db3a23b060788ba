// The bank's page in this tab: the checkout page goes away, and comes back through the return page.
import { listen } from '../listen.ts';
import type { ChallengeHost, HostEvents } from './challenge-host.ts';

/** `go` is `location.assign`, or a stand-in for tests that must stay on the page. */
export function redirectHost(go: (address: string) => void, events: HostEvents): ChallengeHost {
  /** The shopper came back from the bank to a page that the browser had kept: the bank's page is no longer shown. */
  const onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) events.closed();
  };
  let end = (): void => {};
  return {
    prepare: () => {},
    show(_, address) {
      end();
      end = listen(window, ['pageshow'], onPageShow);
      go(address);
    },
    focus: () => false,
    end: () => end(),
  };
}
