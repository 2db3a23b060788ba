// Small HTTP calls that never reject: an answer, or status 0 where there was none.
import { Agent, request } from 'undici';

const agent = new Agent({ connections: 64, keepAliveTimeout: 4_000 });

export const closeConnections = () => agent.destroy();

/**
 * @param given `method`, `headers`, `body` (text), `timeoutMs`, `signal`
 * @returns `{ status, text, body }`; `body` is what the text says in JSON, where it does
 */
export async function call(url, { method = 'GET', headers = {}, body, timeoutMs = 8_000, signal } = {}) {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method,
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, late]) : late,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, text, body: parsed(text) };
  } catch (error) {
    return { status: 0, text: '', body: undefined, error };
  }
}

export const callJson = (url, method, content, more = {}) =>
  call(url, {
    ...more,
    method,
    headers: { ...more.headers, ...(content === undefined ? {} : { 'content-type': 'application/json' }) },
    body: content === undefined ? undefined : JSON.stringify(content),
  });

export const postForm = (url, fields) =>
  call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

function parsed(text) {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
