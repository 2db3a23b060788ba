// The frame's own script: the form on the card server's origin. A page of the shop, which can't look into it, sends its settings.
import '../card-form.ts';
import type { EximpeCardForm } from '../element/card-form-element.ts';
import type { ControllerOptions } from '../payment/create-controller.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import { apply } from './apply-settings.ts';
import { formStatus } from './form-status.ts';
import { eventNames, HELLO, readNews, readOrder, type Place } from './protocol.ts';

/** The data that the card server wrote into the frame's document. */
interface FrameData {
  /** Origin of the shop's page for which the frame is made. */
  readonly shop: string;
  /** The shop and the card server are different sites, and browsers keep their storage apart: our windows could not hear each other. */
  readonly isApart: boolean;
}

function open(Form: typeof EximpeCardForm, { shop, isApart }: FrameData): void {
  let port: MessagePort | undefined;

  /** Sends only what the protocol allows. */
  const tell = (message: object): void => {
    const news = readNews(message);
    if (news) port?.postMessage(news);
  };

  class FormInFrame extends Form {
    #told = '';

    protected override createPaymentController(options: ControllerOptions): PaymentController {
      const leave = (address: string): void => tell({ type: 'bank', path: address.slice(location.origin.length) });
      return super.createPaymentController({ ...options, leave });
    }

    protected override updated(): void {
      this.tellStatus();
    }

    shopperIs(place: Place): void {
      const { attention, focus } = this.parts;
      focus.isInFieldAround = place === 'field';
      if (place !== 'form') attention.aroundIs(place !== 'away');
    }

    tellStatus(): void {
      const status = formStatus(this.parts, Math.ceil(document.body.getBoundingClientRect().height));
      const text = JSON.stringify(status);
      if (text !== this.#told) tell({ type: 'form', ...status });
      this.#told = text;
    }
  }
  customElements.define('eximpe-card-form-in-frame', FormInFrame);

  const form = new FormInFrame();
  form.endpoint = new URL('.', import.meta.url).pathname;
  for (const type of eventNames()) form.addEventListener(type, ({ detail }) => tell({ type, detail }));
  new ResizeObserver(() => form.tellStatus()).observe(document.body);

  addEventListener('message', function meet({ source, origin, data, ports: [given] }) {
    if (data !== HELLO || origin !== shop || source !== parent || !given) return;
    // Only once: the frame was not made for a later sender.
    removeEventListener('message', meet);
    port = given;
    port.addEventListener('message', ({ data: message }) => {
      const order = readOrder(message);
      if (order?.type === 'settings') {
        apply(order.settings, form, isApart);
        form.shopperIs(order.settings.shopper);
        if (!form.isConnected) document.body.append(form);
      } else if (order) form[order.type]();
    });
    port.start();
  });
  parent.postMessage(HELLO, shop);
}

const Form = customElements.get('eximpe-card-form') as typeof EximpeCardForm | undefined;
const { shop, apart } = document.documentElement.dataset;
// Without a form the browser is too old, and without a parent somebody opened the frame's address directly.
if (Form && shop !== undefined && parent !== window) {
  // The form's styles carry the page's nonce in browsers that can't construct style sheets.
  window.litNonce = document.querySelector('style')?.nonce ?? '';
  open(Form, { shop, isApart: apart !== undefined });
}
