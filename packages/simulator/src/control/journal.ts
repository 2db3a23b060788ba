// The list of requests the API has had, newest last, with card data masked.
import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import { maskBody, maskHeaders, maskText } from './masking.ts';

/** The newest so many requests are kept. */
const MOST_REQUESTS = 1_000;

export interface RecordedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it was parsed; null when there was none or it was not JSON. */
  readonly body: unknown;
  /** Of the answer; null while there is none, and for ever when the connection was dropped. */
  readonly status: number | null;
}

export class Journal {
  readonly #clock: Clock;
  readonly #requests: RecordedRequest[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests.length = 0;
  }

  readonly record: RequestHandler = (request, response, next) => {
    const entry = {
      at: new Date(this.#clock.now()).toISOString(),
      method: request.method,
      path: maskText(request.originalUrl),
      headers: maskHeaders(request.headers),
      body: null as unknown,
      status: null as number | null,
    };
    this.#requests.push(entry);
    if (this.#requests.length > MOST_REQUESTS) this.#requests.shift();
    response.once('close', () => {
      entry.body = maskBody(request.body ?? null);
      if (response.writableFinished) entry.status = response.statusCode;
    });
    next();
  };
}
