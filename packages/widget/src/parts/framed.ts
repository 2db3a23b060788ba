// The form in a frame, on the shop's page: renders the frame, sends it the element's settings, and shows the frame's news on the element.
import { HELLO, readNews, type FormStatus, type Order, type Settings } from '../framed/protocol.ts';
import { listen } from '../listen.ts';
import type { CreateFramedForm } from '../framed/framed-form.ts';

/** A loaded frame says hello; somebody else's page does not, nor does the browser's page for a failed load. */
const HELLO_MS = 3_000;
/** On slow lines the frame may need long to load. Firefox reports nothing about a failed load. */
const LOAD_MS = 20_000;

const createFramedForm: CreateFramedForm = ({ html, form, src, looks, ...kit }) => {
  const { focus, host, localization, pageScheme } = form;
  const { origin } = new URL(src, location.href);
  const frame = document.createElement('iframe');
  let port: MessagePort | undefined;
  /** The window that said hello. If the element is moved, the frame loads again in another window. */
  let met: MessageEventSource | null | undefined;
  let said = '';
  /** Until the form sends its height: four fields, the Pay button and the note. */
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

  /** Sends only changed settings. */
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

  /** The focus moves, too: a shopper who pays with a button of the shop continues in the form. */
  const goIn = (type: 'submit' | 'focus'): void => {
    frame.focus();
    tell({ type });
  };

  /** Called each time the frame has loaded. */
  const meet = ({ source, origin: from, data }: MessageEvent): void => {
    if (data !== HELLO || from !== origin || source !== frame.contentWindow) return;
    met = source;
    // The new frame has lost what was typed before.
    status = { ...status, isValid: false };
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port.addEventListener('message', hear);
    port.start();
    (source as Window).postMessage(HELLO, origin, [port2]);
    said = '';
    tellSettings();
    // Repeats what the shopper did before the frame could be told.
    if (form.isPayEarly) tell({ type: 'submit' });
    form.isPayEarly = false;
    // A frame that loads a document loses the focus inside it.
    if ((frame.getRootNode() as ShadowRoot).activeElement === frame) goIn('focus');
  };

  const isThere = (): boolean => frame.contentWindow === met;
  /** Judges only the window that is there now: an element that moves loads another one, which has a time of its own. */
  const giveUpIn = (delayMs: number): void => {
    const awaited = frame.contentWindow;
    setTimeout(() => {
      if (awaited && awaited === frame.contentWindow && !isThere()) form.giveFrameUp();
    }, delayMs);
  };
  const keepUp = (): void => {
    tellSettings();
    if (!isThere()) giveUpIn(LOAD_MS);
  };
  frame.addEventListener('load', () => giveUpIn(HELLO_MS));

  const ears = [
    listen(window, ['message'], meet, true),
    // In the capture phase, so that it hears of every focus on the page.
    listen(window, ['focus', 'blur'], tellSettings, true),
  ];
  const slots = new MutationObserver(tellSettings);
  slots.observe(host, { childList: true, characterData: true, subtree: true });
  pageScheme.onLook = keepUp;
  frame.src = `${origin}/frame?origin=${location.origin}&lang=${localization.wishedLang}`;

  return {
    isThere,
    view({ title, isShut, onPayClick }) {
      queueMicrotask(keepUp);
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
      port?.close();
      for (const stop of ears) stop();
      slots.disconnect();
      pageScheme.onLook = undefined;
    },
  };
};

export default createFramedForm;
