// Hono on Node, mounted in both of its ways.
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Host, Quirks } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';
import type { Setup } from '../src/shop.ts';

const quirks: Quirks = {
  bodyIsGone:
    'a web `Request` can be read only once: if something has read it, the kit refuses the request and says why',
  keepsCookies:
    '`kit.fetch` returns a response; it can neither see nor remove what middleware around it adds afterwards',
};

function app({ parsesBodies }: Setup): Hono<{ Bindings: HonoBindings }> {
  const hono = new Hono<{ Bindings: HonoBindings }>();
  if (parsesBodies) {
    hono.use(async (c, next) => {
      await c.req.raw.arrayBuffer();
      await next();
    });
  }
  return hono;
}

interface HonoBindings {
  readonly incoming: { readonly socket: { readonly remoteAddress?: string } };
}

export const hono: Host = {
  name: 'Hono (Node)',
  quirks,
  open: inProcess((kit, setup) => {
    const all = app(setup).all('/eximpe/*', (c) => kit.fetch(c.req.raw, { native: c, incoming: c.env.incoming }));
    return getRequestListener(all.fetch);
  }, 'kit'),
};

export const honoMounted: Host = {
  name: 'Hono (Node), `app.mount`',
  quirks: {
    ...quirks,
    bodyIsGone: undefined,
    hasNoParser: 'Hono itself does not mount anything after the body was read',
  },
  open: inProcess((kit, setup) => getRequestListener(app(setup).mount('/eximpe', kit.fetch).fetch), 'kit'),
};
