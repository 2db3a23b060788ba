// The shop's address for the card server's hooks: signed HTTP requests that ask for a checkout's price, and report what happened to it.
import { Hook, verify } from '@eximpe/card-server/hooks';
import express, { type RequestHandler } from 'express';
import type { RequestTable } from './database.ts';
import type { Counter } from './payments.ts';

export const HOOKS_PATH = '/card-hooks';

export interface HookKeeper {
  /** The same key as the card server's `SHOP_HOOKS_SECRET`. */
  readonly key: string;
  readonly requests: RequestTable;
  readonly counter: Counter;
  readonly publicUrl: string;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** Mounted before any body parser: the signature covers the body's bytes. */
export function cardHooks(keeper: HookKeeper): readonly RequestHandler[] {
  return [
    express.raw({ type: () => true, limit: '64kb' }),
    async (request, response) => {
      const body = Buffer.isBuffer(request.body) ? request.body.toString() : '';
      const { status, body: answer } = verify(body, request.headers, keeper.key, Date.now() / 1_000)
        ? await take(keeper, body)
        : { status: 401 };
      if (answer === undefined) response.sendStatus(status);
      else response.status(status).json(answer);
    },
  ];
}

async function take({ requests, counter, publicUrl }: HookKeeper, body: string): Promise<Answer> {
  const { success, data: hook } = Hook.safeParse(JSON.parse(body));
  if (!success) return { status: 400 };
  // Somebody repeats a request that they have intercepted: the card server's own repetitions have new names.
  if (!(await requests.isNew(hook.request))) return { status: 409 };
  switch (hook.type) {
    case 'checkout.resolve': {
      const checkout = await counter.priceOf(hook.reference);
      if (!checkout) return { status: 404, body: { checkout: null } };
      return { status: 200, body: { ...checkout, returnUrl: `${publicUrl}/receipt/${hook.reference}` } };
    }
    case 'payment.paid':
      await counter.onPaid(hook.payment);
      break;
    case 'payment.failed':
      await counter.onFailed(hook.payment);
      break;
    case 'attention':
      counter.onAttention(hook.attention);
  }
  return { status: 204 };
}
