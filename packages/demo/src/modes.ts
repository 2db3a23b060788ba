// Where a shopper types the card: in the shop's own page, or with the card server, a separate process.

/** Who receives the card, and charges it. */
export type Taker = 'shop' | 'card-server';

/** The modes by name, with the words of the switch in the panel. A taker's first mode is the default for its orders. */
export const MODES = {
  element: { title: 'in this page', taker: 'shop' },
  page: { title: 'on the card server’s page', taker: 'card-server' },
  frame: { title: 'in a frame from the card server', taker: 'card-server' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly taker: Taker }>>;
export type Mode = keyof typeof MODES;

export const MODE_NAMES = Object.keys(MODES) as readonly Mode[];

const isMode = (word: unknown): word is Mode => MODE_NAMES.some((name) => name === word);

/** Who will receive the card of a new order. */
export const takerFor = (wanted: unknown, hasCardServer: boolean): Taker =>
  hasCardServer && isMode(wanted) ? MODES[wanted].taker : 'shop';

/** How an order is paid; undefined if this order can't be paid in the wanted mode, and the shopper must place another one. */
export function modeFor(taker: Taker, wanted: unknown, hasCardServer: boolean): Mode | undefined {
  if (taker !== 'shop' && !hasCardServer) return undefined;
  if (!hasCardServer || !isMode(wanted)) return MODE_NAMES.find((name) => MODES[name].taker === taker);
  return MODES[wanted].taker === taker ? wanted : undefined;
}
