// The dialog around the bank's frame. A native modal dialog: the browser keeps focus inside and the rest inert.
import type { HostWords } from './challenge-host.ts';

/**
 * `allow-same-origin` gives the bank its own origin; our launch page is the first document, so no template runs with it.
 * Never `allow-top-navigation*` nor `allow-downloads`.
 */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals';
/** Without `*` nothing is delegated to a bank that is reached by a form. */
const ALLOW = 'publickey-credentials-get *; payment *; otp-credentials *';
/** Under this width the bank takes the whole screen. */
const SMALL_VIEWPORT_PX = 600;

/** Styles are set on the elements: a strict `style-src` forbids style attributes and elements, and not this. */
function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, style: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.style.cssText = style;
  return element;
}

interface DialogEvents {
  readonly close: () => void;
  readonly openInWindow: () => void;
}

/** Not yet in the page. Closing it is the caller's decision, also for the Escape key. */
export function bankDialog(
  words: HostWords,
  events: DialogEvents,
): { dialog: HTMLDialogElement; frame: HTMLIFrameElement } {
  const size =
    window.innerWidth < SMALL_VIEWPORT_PX ? '100vw;height:100dvh' : '500px;height:min(100dvh,690px);border-radius:12px';
  const dialog = make(
    'dialog',
    `display:flex;flex-direction:column;margin:auto;padding:0;border:0;overflow:hidden;max-width:none;max-height:none;width:${size}`,
  );
  dialog.setAttribute('part', 'bank-dialog');
  const frame = make('iframe', 'flex:1;border:0;background:#fff');
  frame.title = words.bankPage;
  dialog.setAttribute('aria-label', words.bankPage);
  frame.setAttribute('sandbox', SANDBOX);
  frame.allow = ALLOW;

  const button = (label: string, onClick: () => void): HTMLButtonElement => {
    const element = make('button', 'flex:auto;width:auto;min-height:48px');
    element.type = 'button';
    element.textContent = label;
    element.addEventListener('click', onClick);
    return element;
  };
  const bar = make('div', 'display:flex');
  bar.append(button(words.openInWindow, events.openInWindow), button(words.close, events.close));

  dialog.append(frame, bar);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    events.close();
  });
  return { dialog, frame };
}
