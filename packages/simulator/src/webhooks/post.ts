// One POST to a merchant's address, on its own connection; does not follow redirects.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** EximPe waits ten seconds. These are real seconds, however fast the simulated clock runs. */
const TIMEOUT_MS = 10_000;

export type PostResult = { readonly status: number } | { readonly error: string };

export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  stop: AbortSignal,
): Promise<PostResult> {
  return new Promise((resolve) => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
    const fail = (error: Error): void => {
      const { code } = error as NodeJS.ErrnoException;
      if (stop.aborted) return resolve({ error: 'the simulator was closed' });
      resolve({ error: signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : (code ?? error.message) });
    };
    try {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const outgoing = send(url, {
        method: 'POST',
        agent: false,
        signal,
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      });
      outgoing.on('error', fail);
      outgoing.on('response', (response) => {
        response.on('error', fail);
        response.on('end', () => resolve({ status: response.statusCode ?? 0 }));
        response.resume();
      });
      outgoing.end(body);
    } catch (error) {
      fail(error as Error);
    }
  });
}
