// The dialog around the bank's frame. A native modal dialog: the browser keeps focus inside and the rest inert. Looks are the form's.
import { LATE_MS } from '../late.ts';
import type { HostWords } from './challenge-host.ts';

/**
 * `allow-same-origin` gives the bank its own origin; our launch page is the first document, so no template runs with it.
 * Never `allow-top-navigation*` nor `allow-downloads`.
 */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals';
/** Without `*` nothing is delegated to a bank that is reached by a form. */
const ALLOW = 'publickey-credentials-get *; payment *; otp-credentials *';
const LOCK = 'M6 10.5h12V20H6zM8.5 10V7.5a3.5 3.5 0 0 1 7 0V10';

/** Who is paid, and how much as printed: it stands above the bank's page as it does above the shop's. */
export interface Sale {
  readonly shopName: string;
  /** Address of a picture. */
  readonly shopLogo?: string | undefined;
  readonly amount: string;
}

interface DialogEvents {
  readonly close: () => void;
  readonly openInWindow: () => void;
}

export interface BankDialog {
  readonly dialog: HTMLDialogElement;
  readonly frame: HTMLIFrameElement;
  /** Gets the focus when the dialog is shown: from there a reader says whose payment it is, how much, and what to do. */
  readonly heading: HTMLElement;
}

/** Not yet in the page. Closing it is the caller's decision, also for the Escape key, which is heard while the focus is not in the bank's page. */
export function bankDialog(words: HostWords, { shopName, shopLogo, amount }: Sale, events: DialogEvents): BankDialog {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('part', 'bank-dialog');
  const frame = document.createElement('iframe');
  frame.title = words('bank_page');
  dialog.setAttribute('aria-label', frame.title);
  frame.setAttribute('sandbox', SANDBOX);
  frame.allow = ALLOW;

  const text = (tag: 'h2' | 'p' | 'span' | 'button', content: string, id = ''): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = content;
    if (id) element.id = id;
    return element;
  };
  const button = (content: string, label: string, onClick: () => void): HTMLElement => {
    const element = text('button', content);
    element.setAttribute('type', 'button');
    element.setAttribute('aria-label', label);
    element.addEventListener('click', onClick);
    return element;
  };
  const heading = text('h2', shopName);
  heading.dir = 'auto';
  heading.translate = false;
  heading.tabIndex = -1;
  heading.setAttribute('aria-describedby', 'eximpe-bank-sum eximpe-bank-text');
  const todo = text('p', words('challenge_title'), 'eximpe-bank-text');
  todo.className = 'visually-hidden';
  const head = document.createElement('div');
  const picture = shopLogo === undefined ? [] : [logo(shopLogo)];
  head.append(lock(), ...picture, heading, text('span', amount, 'eximpe-bank-sum'), todo);
  head.append(button('✕', words('close'), events.close));
  // Most banks show well in a frame: the other way is small, and comes when the shopper may have begun to wonder.
  const inWindow = button(words('new_window'), words('new_window'), events.openInWindow);
  inWindow.className = 'late';
  const status = text('p', '');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  setTimeout(() => (status.textContent = words('new_window')), LATE_MS);

  dialog.append(head, frame, inWindow, status);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    events.close();
  });
  return { dialog, frame, heading };
}

function logo(address: string): HTMLImageElement {
  const picture = document.createElement('img');
  picture.src = address;
  picture.alt = '';
  return picture;
}

function lock(): SVGElement {
  const svg = (tag: 'svg' | 'path', attributes: Readonly<Record<string, string>>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const picture = svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  picture.append(svg('path', { d: LOCK }));
  return picture;
}
