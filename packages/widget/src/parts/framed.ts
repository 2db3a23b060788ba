// The form in a frame, as the shop's page has it: holds the frame, tells it what the element is to be, and says on the element what it tells.
import { HELLO, readNews, type FormStatus, type Order, type Settings } from '../framed/protocol.ts';
import type { CreateFramedForm } from '../framed/framed-form.ts';

/** A frame that has loaded says so itself; somebody else's page does not, nor the browser's own for what it could not load. */
const HELLO_MS = 3_000;
/** On slow lines nothing may come for long. Firefox says of what it could not load nothing at all. */
const LOAD_MS = 20_000;

const createFramedForm: CreateFramedForm = ({ html, form, src, looks, ...kit }) => {
  const { focus, host, localization, pageScheme } = form;
  const { origin } = new URL(src, location.href);
  const frame = document.createElement('iframe');
  let port: MessagePort | undefined;
  /** The window that said so. Where the element is moved, the frame loads anew in another one. */
  let met: MessageEventSource | null;
  let said = '';
  /** Until the form has said so: four fields, the Pay button and the note. */
  let status: Partial<FormStatus> = { height: 376 };

  const tell = (order: Order): void => port?.postMessage(order);

  const settings = (): Settings => {
    const style = getComputedStyle(host);
    return {
      attributes: {
        ...Object.fromEntries([...host.attributes].map(({ name, value }) => [name, value])),
        lang: localization.wishedLang,
      },
      messages: host.messages,
      looks: {
        ...Object.fromEntries(looks.map((name) => [name, style.getPropertyValue(name)])),
        'color-scheme': pageScheme.scheme,
        pale: `${pageScheme.isPale}`,
        rem: getComputedStyle(document.documentElement).fontSize,
      },
      slots: Object.fromEntries([...host.children].map(({ slot, textContent }) => [slot, textContent])),
      shopper: focus.place,
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
    if (news.type === 'form') status = news;
    if (news.type === 'bank') location.href = origin + news.path;
    else kit.hear(news);
  };

  /** The focus goes along: whoever pays by a button of the shop's goes on in the form. */
  const goIn = (type: 'submit' | 'focus'): void => {
    frame.focus();
    tell({ type });
  };

  const over = new AbortController();
  /** On the way down, too: in whatever of the page the focus goes to. */
  const everywhere = { capture: true, signal: over.signal };

  /** Each time that the frame has loaded. */
  const meet = ({ source, origin: from, data }: MessageEvent): void => {
    if (data !== HELLO || from !== origin || source !== frame.contentWindow) return;
    met = source;
    // What was typed before is gone.
    status = { ...status, isValid: false };
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port.addEventListener('message', hear, everywhere);
    port.start();
    (source as Window).postMessage(HELLO, origin, [port2]);
    said = '';
    tellSettings();
    // What the shopper did before there was anybody to tell.
    if (form.isPayEarly) tell({ type: 'submit' });
    form.isPayEarly = false;
    // A document that loads takes the focus from what has it.
    if ((frame.getRootNode() as ShadowRoot).activeElement === frame) goIn('focus');
  };

  const isThere = (): boolean => frame.contentWindow === met;
  const giveUp = (): void => {
    if (!isThere() && frame.isConnected) form.giveFrameUp();
  };
  setTimeout(giveUp, LOAD_MS);
  frame.addEventListener('load', () => setTimeout(giveUp, HELLO_MS));

  addEventListener('message', meet, everywhere);
  addEventListener('focus', tellSettings, everywhere);
  addEventListener('blur', tellSettings, everywhere);
  const slots = new MutationObserver(tellSettings);
  slots.observe(host, { childList: true, characterData: true, subtree: true });
  pageScheme.onLook = tellSettings;
  frame.src = `${origin}/frame?origin=${location.origin}&lang=${localization.wishedLang}`;

  return {
    isThere,
    view({ title, isShut, onPayClick }) {
      queueMicrotask(tellSettings);
      frame.title = title;
      frame.style.height = `${status.height}px`;
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
      const isValid = !!status.isValid;
      if (!isValid) frame.focus();
      tell({ type: 'validate' });
      return isValid;
    },
    reset: () => tell({ type: 'reset' }),
    cancel: () => tell({ type: 'cancel' }),
    focus: () => goIn('focus'),
    end() {
      over.abort();
      slots.disconnect();
      pageScheme.onLook = undefined;
    },
  };
};

export default createFramedForm;
