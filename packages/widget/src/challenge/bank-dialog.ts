// The dialog around the bank's frame. A native modal dialog: the browser keeps focus inside and the rest inert.
import type { HostWords } from './challenge-host.ts';

/**
 * `allow-same-origin` gives the bank its own origin; our launch page is the first document, so no template runs with it.
 * Never `allow-top-navigation*` nor `allow-downloads`.
 */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals';
/** Without `*` nothing is delegated to a bank that is reached by a form. */
const ALLOW = 'publickey-credentials-get *; payment *; otp-credentials *';

/** A constructed sheet, because a strict `style-src` forbids style elements and not this. */
const STYLE = `
.bank-dialog { box-sizing: border-box; position: fixed; inset: 0; margin: auto; padding: 0; border: 0; overflow: hidden;
  width: min(100vw, 500px); height: min(100dvh, 690px); min-width: 250px; min-height: 400px; max-width: none; max-height: none;
  border-radius: 12px; color: CanvasText; background: Canvas; font: 15px/1.4 system-ui, sans-serif; box-shadow: 0 24px 64px #0006 }
.bank-dialog[open] { display: grid; grid-template: auto 1fr auto / 100% }
.bank-dialog::backdrop { background: #0008 }
.bank-dialog header { display: flex; align-items: center; justify-content: space-between; padding-inline-start: 16px }
.bank-dialog h2 { margin: 0; font: inherit; font-weight: 600 }
.bank-dialog iframe { width: 100%; height: 100%; border: 0; background: #fff }
.bank-dialog button { flex: none; width: auto; min-width: 44px; min-height: 44px; margin: 0; padding: 0 16px; border: 0; color: inherit;
  background: none; box-shadow: none; font: inherit; cursor: pointer }
.bank-dialog footer { display: grid; justify-items: center }
.bank-dialog footer button { text-decoration: underline; text-underline-offset: 3px }
.bank-dialog button:focus-visible { outline: 2px solid Highlight; outline-offset: -4px; border-radius: 10px }
@media (max-width: 599px) { .bank-dialog { width: 100vw; height: 100dvh; border-radius: 0 } }
`;

export interface BankDialog {
  readonly frame: HTMLIFrameElement;
  open(parent: HTMLElement, address: string): void;
  remove(): void;
}

interface DialogEvents {
  readonly close: () => void;
  readonly openInWindow: () => void;
}

let sheet: CSSStyleSheet | undefined;

function dress(root: Node): void {
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

function button(label: string, shown: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = shown;
  if (shown !== label) element.setAttribute('aria-label', label);
  element.addEventListener('click', onClick);
  return element;
}

export function bankDialog(words: HostWords, events: DialogEvents): BankDialog {
  const dialog = document.createElement('dialog');
  dialog.className = 'bank-dialog';
  dialog.setAttribute('part', 'bank-dialog');
  dialog.setAttribute('aria-label', words.bankPage);

  const header = document.createElement('header');
  const title = document.createElement('h2');
  title.textContent = words.bankPage;
  header.append(title, button(words.close, '✕', events.close));

  const frame = document.createElement('iframe');
  frame.title = words.bankPage;
  frame.setAttribute('sandbox', SANDBOX);
  frame.setAttribute('allow', ALLOW);

  const footer = document.createElement('footer');
  footer.append(button(words.openInWindow, words.openInWindow, events.openInWindow));

  dialog.append(header, frame, footer);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    events.close();
  });

  return {
    frame,
    open(parent, address) {
      dress(parent.getRootNode());
      parent.append(dialog);
      dialog.showModal();
      frame.src = address;
      frame.focus();
    },
    remove: () => dialog.remove(),
  };
}
