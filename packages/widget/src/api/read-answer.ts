// Reads an HTTP answer into a reply: what is not exactly of the contract's shape is not believed.
import { problem, Problem, PROBLEMS } from '@eximpe/contract';
import type { Reply } from './payment-api.ts';

/** Answers of the server-kit are a few hundred bytes. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

interface Schema<Value> {
  safeParse(data: unknown): { success: true; data: Value } | { success: false };
}

const unintelligible = (): Reply<never> => ({ kind: 'lost', problem: problem('gateway_unintelligible') });

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

/**
 * Whether a problem says that nothing was charged. 5xx and `ask_status` rows say that nobody knows, with two exceptions that
 * the server-kit only gives before it calls the gateway, or when the gateway refused our credentials.
 */
const isRefusal = (status: number, { code }: Problem): boolean =>
  code === 'attempt_pending' ||
  code === 'merchant_misconfigured' ||
  (status < 500 && PROBLEMS[code].retry !== 'ask_status');

export async function readAnswer<Value>(response: Response, schema: Schema<Value>): Promise<Reply<Value>> {
  const body = await readJson(response);
  if (response.ok) {
    const answer = schema.safeParse(body);
    return answer.success ? { kind: 'answer', value: answer.data } : unintelligible();
  }
  const said = Problem.safeParse(body);
  if (!said.success) return unintelligible();
  return { kind: isRefusal(response.status, said.data) ? 'refused' : 'lost', problem: said.data };
}
