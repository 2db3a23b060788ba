// One request on the pool and its whole answer as text, with one deadline for both. undici's own `request` answers with a
// stream, which doubles the cost of a request.
import type { Dispatcher, Pool } from 'undici';

export interface Exchanged {
  readonly status: number;
  /** The `Date` header. */
  readonly date: string | undefined;
  readonly text: string;
}

/** Rejects with undici's error, or with one that names the deadline. */
export function exchange(pool: Pool, request: Dispatcher.DispatchOptions, timeoutMs: number): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | undefined;
    let late: Error | undefined;
    let status = 0;
    let date: string | undefined;
    const chunks: Buffer[] = [];

    const timer = setTimeout(() => {
      late = new Error(`no answer within ${timeoutMs} ms`);
      connection?.abort(late);
      reject(late);
    }, timeoutMs);

    pool.dispatch(request, {
      onRequestStart(controller) {
        connection = controller;
        if (late) controller.abort(late);
      },
      onResponseStart(_controller, statusCode, headers) {
        status = statusCode;
        date = typeof headers['date'] === 'string' ? headers['date'] : undefined;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        clearTimeout(timer);
        resolve({
          status,
          date,
          text: (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString(),
        });
      },
      onResponseError(_controller, error) {
        clearTimeout(timer);
        reject(error);
      },
    });
  });
}
