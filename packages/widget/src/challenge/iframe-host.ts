// The bank's page in a dialog over the checkout. For merchants who choose it: some banks lose their cookies in a frame.
import { IN_DIALOG } from '@eximpe/contract/page-data';
import { listen } from '../listen.ts';
import { heardIn } from './attempt-channel.ts';
import { bankDialog, type Sale } from './bank-dialog.ts';
import type { ChallengeHost, HostEvents, HostWords } from './challenge-host.ts';

export interface FrameSurroundings {
  readonly words: HostWords;
  /** Called when the bank's page is shown. */
  readonly sale: () => Sale;
  readonly parent: () => HTMLElement;
}

export function iframeHost({ words, sale, parent }: FrameSurroundings, events: HostEvents): ChallengeHost {
  let shown: { readonly heading: HTMLElement; remove(): void } | undefined;

  function end(): void {
    shown?.remove();
    shown = undefined;
  }
  const endAnd = (report: () => void) => (): void => {
    end();
    report();
  };

  return {
    prepare: () => {},
    show(attempt, address) {
      end();
      const { dialog, frame, heading, write, remove } = bankDialog(words, sale, {
        close: endAnd(() => events.closed()),
        openInWindow: endAnd(() => events.windowWanted()),
      });
      const blocked = endAnd(() => events.blocked());
      const moved = endAnd(() => events.closed());
      const hear = ({ source, origin, data }: MessageEvent): void => {
        const said = heardIn(data, attempt);
        if (!said || source !== frame.contentWindow || origin !== new URL(address).origin) return;
        if (said === 'window_needed') blocked();
        else events.signalled(said, attempt);
      };
      // The event does not say which frame was stopped, and the bank's address can't be known: while our frame is open, it is assumed to be ours.
      const refused = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
        // A browser may name the directive that it fell back to.
        if (/^(frame|child|default)-src$/.test(effectiveDirective)) blocked();
      };
      let bankWindow: Window | null = null;
      // A form that is moved starts its frames anew, in new windows; the bank's page is gone, as its address is good once.
      const loaded = (): void => {
        if (frame.contentWindow !== bankWindow) moved();
      };
      const ears = [
        listen(window, ['message'], hear),
        listen(document, ['securitypolicyviolation'], refused),
        listen(frame, ['load'], loaded),
      ];
      // The element around the dialog has the language that the form uses now, not the requested one that is still loading.
      const language = new MutationObserver(write);
      shown = {
        heading,
        remove() {
          for (const stop of ears) stop();
          language.disconnect();
          remove();
        },
      };
      const inDialog = new URL(address);
      inDialog.searchParams.set(IN_DIALOG, '');
      frame.src = inDialog.href;
      parent().append(dialog);
      bankWindow = frame.contentWindow;
      language.observe(dialog.closest('[lang]') ?? dialog, { attributeFilter: ['lang'] });
      // jsdom, which shops' unit tests use, has no such method.
      dialog.showModal?.();
      heading.focus();
    },
    focus() {
      shown?.heading.focus();
      return shown !== undefined;
    },
    end,
  };
}
