// The form in a frame, as the shop's page has it: holds the frame, tells it what the element is to be, and says on the element what it tells.
import { HELLO, readNews, type FormStatus, type Order, type Settings } from '../framed/protocol.ts';
import type { CreateFramedForm } from '../framed/framed-form.ts';

/** Around the form in its frame, for the ring around what has the focus. */
const EDGE_PX = 6;
/** A frame that has loaded says so itself; somebody else's page does not, nor the browser's own for what it could not load. */
const HELLO_MS = 3_000;
/** On slow lines nothing may come for long. Firefox says of what it could not load nothing at all. */
const LOAD_MS = 20_000;

const createFramedForm: CreateFramedForm = ({ html, form, src, tokens, ...kit }) => {
  const { host, localization, pageScheme } = form;
  const { origin } = new URL(src, location.href);
  const frame = document.createElement('iframe');
  let port: MessagePort | undefined;
  /** The window that said so. Where the element is moved, the frame loads anew in another one. */
  let met: MessageEventSource | null;
  let said = '';
  /** Until the form has said so: four fields, the Pay button and the note. */
  let status: Partial<FormStatus> = { height: 376, isOpen: true };

  const tell = (order: Order): void => port?.postMessage(order);

  const settings = (): Settings => {
    const style = getComputedStyle(host);
    const names = ['color', 'font-family', 'font-size', ...(tokens.match(/--eximpe-[a-z-]+/g) ?? [])];
    return {
      attributes: {
        ...Object.fromEntries([...host.attributes].map(({ name, value }) => [name, value])),
        lang: localization.wishedLang,
      },
      messages: host.messages,
      looks: {
        ...Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)])),
        'color-scheme': pageScheme.scheme,
        pale: `${pageScheme.isPale}`,
        rem: getComputedStyle(document.documentElement).fontSize,
      },
      slots: Object.fromEntries([...host.children].map(({ slot, textContent }) => [slot, textContent])),
    };
  };

  /** What has not changed is not told again. */
  const tellSettings = (): void => {
    const now = JSON.stringify(settings());
    if (now !== said) tell({ type: 'settings', settings: JSON.parse(now) as Settings });
    said = now;
  };

  const hear = ({ data }: MessageEvent): void => {
    const news = readNews(data);
    if (!news) return;
    if (news.type === 'bank') location.href = origin + news.path;
    else if (news.type === 'form') status = news;
    else host.dispatchEvent(new kit.Event(news.type, news.detail));
    kit.repaint();
  };

  /** Each time that the frame has loaded. */
  const meet = ({ source, origin: from, data }: MessageEvent): void => {
    if (data !== HELLO || from !== origin || source !== frame.contentWindow) return;
    met = source;
    // What was typed before is gone.
    status = { ...status, isValid: false };
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port.addEventListener('message', hear);
    port.start();
    (source as Window).postMessage(HELLO, origin, [port2]);
    said = '';
    tellSettings();
  };

  const isThere = (): boolean => frame.contentWindow === met;
  const giveUp = (): void => {
    if (!isThere() && frame.isConnected) form.giveFrameUp();
  };
  setTimeout(giveUp, LOAD_MS);
  frame.addEventListener('load', () => setTimeout(giveUp, HELLO_MS));

  addEventListener('message', meet);
  const slots = new MutationObserver(tellSettings);
  slots.observe(host, { childList: true, characterData: true, subtree: true });
  pageScheme.onLook = tellSettings;
  frame.src = `${origin}/frame?origin=${location.origin}&lang=${localization.wishedLang}`;
  frame.style.cssText = `display:block;margin:-${EDGE_PX}px;width:calc(100% + ${2 * EDGE_PX}px)`;

  /** The focus goes along: whoever pays by a button of the shop's goes on in the form. */
  const goIn = (type: 'submit' | 'focus'): void => {
    frame.focus();
    tell({ type });
  };

  return {
    view({ title, onPayClick }) {
      queueMicrotask(tellSettings);
      frame.title = title;
      frame.style.height = `${status.height}px`;
      const isShut = !status.isOpen;
      return html`<form part="form">
        <slot name="header" ?hidden=${isShut}></slot>
        ${frame}
        <slot name="submit" ?hidden=${isShut} @click=${onPayClick}></slot>
        <slot name="footer" ?hidden=${isShut}></slot>
        <slot name="success" ?hidden=${!status.isPaid}></slot>
      </form>`;
    },
    submit: () => goIn('submit'),
    validate() {
      const isValid = !!status.isValid && isThere();
      if (!isValid) frame.focus();
      tell({ type: 'validate' });
      return isValid;
    },
    reset: () => tell({ type: 'reset' }),
    cancel: () => tell({ type: 'cancel' }),
    focus: () => goIn('focus'),
    end() {
      removeEventListener('message', meet);
      slots.disconnect();
      pageScheme.onLook = undefined;
      port?.close();
    },
  };
};

export default createFramedForm;
