// Reads an HTTP answer into a reply: it believes only an exact answer of the server-kit.
import type { Reply } from './payment-api.ts';
import { readProblem } from './read-shapes.ts';
import { tellOtherAnswer } from './tell-developer.ts';

/** Answers of the server-kit have a few hundred characters. */
const MOST_CHARACTERS = 64 * 1024;

/** A 4xx of the server-kit says that this request charged nothing. With any other status nobody knows. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500;

/** Undefined for text that is not JSON (such as a proxy's page), or that is far too long. */
export function parseJson(text: string): unknown {
  try {
    return text.length > MOST_CHARACTERS ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function readAnswer<Value>(
  response: Response,
  read: (body: unknown) => Value | undefined,
): Promise<Reply<Value>> {
  const body = parseJson(await response.text());
  const value = response.ok ? read(body) : undefined;
  if (value !== undefined) return { kind: 'answer', value };
  const problem = readProblem(body);
  if (!problem) {
    tellOtherAnswer(response.url, response.status);
    return { kind: 'lost', problem: { code: 'gateway_unintelligible', message: 'Invalid answer.' } };
  }
  return { kind: isRefusal(response.status) ? 'refused' : 'lost', problem };
}
