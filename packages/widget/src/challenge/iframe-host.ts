// The bank in a dialog over the checkout. For merchants who choose it: some banks lose their cookies in a frame.
import { readSignal } from '@eximpe/contract/signals';
import type { AttemptId } from '@eximpe/contract';
import { bankDialog } from './bank-dialog.ts';
import type { BankDialog } from './bank-dialog.ts';
import type { ChallengeHost, HostEvents, HostWords } from './challenge-host.ts';

export interface FrameSurroundings {
  readonly words: HostWords;
  readonly parent: () => HTMLElement;
}

/** Directives that decide whether a frame may load. A browser may name the one it fell back to. */
const FRAME_DIRECTIVES = ['frame-src', 'child-src', 'default-src'];

export function iframeHost({ words, parent }: FrameSurroundings, events: HostEvents): ChallengeHost {
  let dialog: BankDialog | undefined;
  let listening = new AbortController();

  function leave(): void {
    listening.abort();
    dialog?.remove();
    dialog = undefined;
  }

  function listen({ frame }: BankDialog, attempt: AttemptId, origin: string): void {
    listening = new AbortController();
    const { signal } = listening;
    const onMessage = (event: MessageEvent<unknown>): void => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const said = readSignal(event.data, attempt);
      if (said) events.signalled(said);
    };
    // Whose frame was stopped is not said, and the bank's address can't be known: while ours is open it is taken to be ours.
    const onViolation = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (!FRAME_DIRECTIVES.includes(effectiveDirective)) return;
      leave();
      events.blocked();
    };
    window.addEventListener('message', onMessage, { signal });
    document.addEventListener('securitypolicyviolation', onViolation, { signal });
  }

  return {
    prepare: () => true,
    show(attempt, address) {
      leave();
      dialog = bankDialog(words, {
        close() {
          leave();
          events.closed();
        },
        openInWindow() {
          leave();
          events.windowWanted();
        },
      });
      listen(dialog, attempt, new URL(address).origin);
      dialog.open(parent(), address);
    },
    focus() {
      dialog?.frame.focus();
      return dialog !== undefined;
    },
    close: leave,
    leave,
  };
}
