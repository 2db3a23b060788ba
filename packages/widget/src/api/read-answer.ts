// Reads an HTTP answer into a reply: what is not exactly of the contract's shape is not believed.
import type { Problem } from '@eximpe/contract';
import type { Reply } from './payment-api.ts';
import { CHARGED, readProblem } from './read-shapes.ts';

/** Answers of the server-kit are a few hundred bytes. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

const unintelligible = (): Reply<never> => ({
  kind: 'lost',
  problem: { code: 'gateway_unintelligible', message: 'The answer is not one of the server-kit.' },
});

/** The body as JSON; undefined when it is another type, too large, or broken. */
async function readJson(response: Response): Promise<unknown> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '') || !response.body)
    return undefined;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > LARGEST_ANSWER_BYTES) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}

/** Whether a problem says that nothing was charged. */
const isRefusal = (status: number, { code }: Problem): boolean =>
  CHARGED[code] === 'refused' || (CHARGED[code] === 'by_status' && status < 500);

export async function readAnswer<Value>(
  response: Response,
  read: (body: unknown) => Value | undefined,
): Promise<Reply<Value>> {
  const body = await readJson(response);
  const value = response.ok ? read(body) : undefined;
  if (value !== undefined) return { kind: 'answer', value };
  const problem = readProblem(body);
  if (!problem) return unintelligible();
  return { kind: isRefusal(response.status, problem) ? 'refused' : 'lost', problem };
}
