// A webhook of our own that changes nothing: the doctor sends it to see whether webhooks arrive as they were signed.
import { signForTest } from './sign-for-test.ts';

/** No event of EximPe's has this name. */
export const PING = 'EXIMPE_KIT_PING';

export function signedPing(encryptionKey: string, nowMs: number): { body: string; headers: Record<string, string> } {
  // Characters outside ASCII and odd white space: a parser in front of the kit would write them differently.
  const body = `{ "event_type":"${PING}", "data":{"says":"₹ é"} }`;
  return { body, headers: signForTest(body, encryptionKey, nowMs) };
}
