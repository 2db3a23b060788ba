// The dialog around the bank's frame. A native modal dialog: the browser keeps focus inside and the rest inert. Looks are the form's.
import type { HostWords } from './challenge-host.ts';

/**
 * `allow-same-origin` gives the bank its own origin; our launch page is the first document, so no template runs with it.
 * Never `allow-top-navigation*` nor `allow-downloads`.
 */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals';
/** Without `*` nothing is delegated to a bank that is reached by a form. */
const ALLOW = 'publickey-credentials-get *; payment *; otp-credentials *';
interface DialogEvents {
  readonly close: () => void;
  readonly openInWindow: () => void;
}

/** Not yet in the page. Closing it is the caller's decision, also for the Escape key. */
export function bankDialog(
  words: HostWords,
  events: DialogEvents,
): { dialog: HTMLDialogElement; frame: HTMLIFrameElement } {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('part', 'bank-dialog');
  const frame = document.createElement('iframe');
  frame.title = words('bank_page');
  dialog.setAttribute('aria-label', frame.title);
  frame.setAttribute('sandbox', SANDBOX);
  frame.allow = ALLOW;

  const button = (label: string, onClick: () => void): HTMLButtonElement => {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = label;
    element.addEventListener('click', onClick);
    return element;
  };
  const bar = document.createElement('div');
  bar.append(button(words('new_window'), events.openInWindow), button(words('close'), events.close));

  dialog.append(frame, bar);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    events.close();
  });
  return { dialog, frame };
}
