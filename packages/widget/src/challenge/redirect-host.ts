// The bank's page in this tab: the checkout page goes away, and comes back through the return page.
import type { ChallengeHost, HostEvents } from './challenge-host.ts';

/** `go` is `location.assign`, or a stand-in for tests that must stay on the page. */
export function redirectHost(go: (address: string) => void, events: HostEvents): ChallengeHost {
  /** The shopper came back from the bank to a page that the browser had kept: the bank's page is no longer shown. */
  const onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) events.closed();
  };
  let listening: AbortController | undefined;
  const end = (): void => listening?.abort();
  return {
    prepare: () => {},
    show(_, address) {
      end();
      listening = new AbortController();
      window.addEventListener('pageshow', onPageShow, listening);
      go(address);
    },
    focus: () => false,
    end,
  };
}
