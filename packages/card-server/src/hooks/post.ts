// One signed POST to the shop, and the shop's answer to it.
import { randomUUID } from 'node:crypto';
import { Agent, errors, request, type Dispatcher } from 'undici';
import { MOST_ANSWER_BYTES, type Delivery, type Question } from './contract.ts';
import { headerIdOf, signedHeaders } from './signature.ts';

export interface ShopAddress {
  readonly url: string;
  /** Newest first. */
  readonly keys: readonly string[];
}

export interface ShopAnswer {
  readonly status: number;
  /** `Retry-After` in seconds, if the shop sent it in seconds. */
  readonly retryAfterSeconds: number | undefined;
  /** Undefined when the answer is too long. */
  readonly text: string | undefined;
}

/** Rejects when nobody answers in time. Never follows a redirect: it means that the address is wrong, and the signature would go to another host. */
export type PostToShop = (hook: Question | Delivery, timeoutMs: number) => Promise<ShopAnswer>;

export interface ShopConnection {
  readonly post: PostToShop;
  close(): Promise<void>;
}

export function connectToShop({ url, keys }: ShopAddress): ShopConnection {
  const agent = new Agent({ maxResponseSize: MOST_ANSWER_BYTES });
  return {
    async post(hook, timeoutMs) {
      const name = randomUUID();
      const body = JSON.stringify({ version: 1, request: name, ...hook });
      const id = headerIdOf('id' in hook ? hook.id : name);
      const response = await request(url, {
        method: 'POST',
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'eximpe-card-server',
          ...signedHeaders({ id, unixSeconds: Math.floor(Date.now() / 1_000), body }, keys),
        },
        body,
      });
      const { 'retry-after': retryAfter } = response.headers;
      return {
        status: response.statusCode,
        retryAfterSeconds:
          typeof retryAfter === 'string' && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : undefined,
        text: await textOf(response),
      };
    },
    close: () => agent.close(),
  };
}

/** Rejects for an answer that breaks off; resolves with undefined only for one that is too long. */
const textOf = ({ body }: Dispatcher.ResponseData): Promise<string | undefined> =>
  body.text().catch((error: unknown) => {
    if (error instanceof errors.ResponseExceededMaxSizeError) return undefined;
    throw error;
  });
