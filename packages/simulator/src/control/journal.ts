// The requests that the API received, newest last, with card data masked.
import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import { maskBody, maskHeaders, maskText } from './masking.ts';

/** How many requests are kept, newest first. */
const MOST_REQUESTS = 1_000;

export interface RecordedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; null when there was none or it was not JSON. */
  readonly body: unknown;
  /** Status of the answer; null while there is none, and always when the connection was dropped. */
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
