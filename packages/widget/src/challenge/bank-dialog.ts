// The dialog around the bank's frame. It is a native modal dialog: the browser keeps focus inside, and the rest inert. The form styles it.
import { LATE_MS } from '../late.ts';
import type { HostWords } from './challenge-host.ts';

/**
 * `allow-same-origin` gives the bank its own origin; our launch page is the first document, so no template runs with it.
 * Never `allow-top-navigation*` nor `allow-downloads`.
 */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals';
/** Without `*` the frame would delegate nothing to a bank that a form post reaches. */
const ALLOW = 'publickey-credentials-get *; payment *; otp-credentials *';
const LOCK = 'M6 10.5h12V20H6zM8.5 10V7.5a3.5 3.5 0 0 1 7 0V10';

/** The payee, and the amount as printed: the dialog shows them above the bank's page, as the form does. */
export interface Sale {
  readonly shopName: string;
  /** Address of a picture. */
  readonly shopLogo?: string | undefined;
  readonly amount: string;
}

/** A screen reader that follows the focus from the heading into the bank's page first speaks of that page. */
const LED_AWAY_MS = 1_000;

interface DialogEvents {
  readonly close: () => void;
  readonly openInWindow: () => void;
}

export interface BankDialog {
  readonly dialog: HTMLDialogElement;
  readonly frame: HTMLIFrameElement;
  /** Gets the focus when the dialog opens: there a screen reader says what to do, whose payment it is, and how much. */
  readonly heading: HTMLElement;
  /** Writes all texts again, in the current language. */
  readonly write: () => void;
  /** Removes the dialog from the page, and drops what it still had to say. */
  readonly remove: () => void;
}

/**
 * Creates the dialog outside the page. The caller decides whether it closes, also for Escape, heard only while the bank's page has no focus.
 *
 * Most banks' pages take the focus when they open, and a screen reader then never says the heading: the live region says its words instead.
 */
export function bankDialog(words: HostWords, sale: () => Sale, events: DialogEvents): BankDialog {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('part', 'bank-dialog');
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  frame.allow = ALLOW;

  const text = (tag: 'h2' | 'p' | 'span' | 'button'): HTMLElement => document.createElement(tag);
  const button = (onClick: () => void): HTMLElement => {
    const element = text('button');
    element.setAttribute('type', 'button');
    element.addEventListener('click', onClick);
    return element;
  };
  const heading = text('h2');
  heading.dir = 'auto';
  heading.translate = false;
  heading.tabIndex = -1;
  heading.setAttribute('aria-describedby', 'eximpe-bank-sum');
  const sum = text('span');
  sum.id = 'eximpe-bank-sum';
  const { shopLogo } = sale();
  const head = document.createElement('div');
  const close = button(events.close);
  close.textContent = '✕';
  head.append(lock(), ...(shopLogo === undefined ? [] : [logo(shopLogo)]), heading, sum, close);
  // Most banks work well in a frame: so this button is small, and appears when the shopper may have begun to wonder.
  const inWindow = button(events.openInWindow);
  inWindow.className = 'late';
  const status = text('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');

  let saying = (): string => '';
  const say = (next: () => string): void => {
    saying = next;
    status.textContent = saying();
  };
  const write = (): void => {
    const { shopName, amount } = sale();
    dialog.setAttribute('aria-label', words('challenge_title'));
    frame.title = words('bank_page');
    heading.textContent = shopName;
    sum.textContent = amount;
    close.setAttribute('aria-label', words('close'));
    inWindow.textContent = words('new_window');
    status.textContent = saying();
  };
  write();

  const opening = (): string => [words('challenge_title'), heading.textContent, sum.textContent].join('. ');
  // A shopper who presses a key has already heard it.
  let isHeard = false;
  dialog.addEventListener('keydown', () => (isHeard = true));
  const sayUnheard = (): void => {
    if (!isHeard && (heading.getRootNode() as Document | ShadowRoot).activeElement === frame) say(opening);
  };
  const timers = [setTimeout(() => say(() => words('new_window')), LATE_MS)];
  heading.addEventListener('blur', () => timers.push(setTimeout(sayUnheard, LED_AWAY_MS)), { once: true });

  dialog.append(head, frame, inWindow, status);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    events.close();
  });
  return {
    dialog,
    frame,
    heading,
    write,
    remove() {
      // If it is removed while it has the focus, it may still get the event that says so.
      dialog.remove();
      for (const timer of timers) clearTimeout(timer);
    },
  };
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
