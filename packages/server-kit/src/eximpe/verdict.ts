// What a reply of EximPe's means: answered, refused, denied or lost. Only this file judges replies.
import { readErrorBody, type ErrorBody } from './error-body.ts';

/**
 * - `not_sent`: the request never left this machine.
 * - `denied`: EximPe does not accept the credentials or the account, or does not allow this call. It had no effect.
 * - `refused`: the answer was no. The call had no effect.
 * - `lost`: no usable answer, or one that is not EximPe's. A call that changes something may have taken effect.
 */
export type FailureKind = 'not_sent' | 'denied' | 'refused' | 'lost';

export interface Failure {
  readonly kind: FailureKind;
  /** Null when there was no answer. */
  readonly httpStatus: number | null;
  /** EximPe's own words; null when there was no answer, or one that is not in EximPe's form. */
  readonly error: ErrorBody | null;
  /** One line for logs: status, code and words, never what was sent. */
  readonly detail: string;
}

export type Verdict = { readonly kind: 'answered'; readonly httpStatus: number; readonly body: unknown } | Failure;

/** Statuses after which EximPe may have done what it was asked all the same. */
const UNDECIDED = new Set([408, 409]);
/** Statuses that prove that the request was not processed, whichever server sends them. */
const NOT_DEALT_WITH = new Set([404, 405, 413, 415, 429, 431]);
/** Refusals that pass: EximPe may accept the same call later. */
const PASSING = new Set([425, 429]);

/**
 * @param text the whole body
 * @param clean takes secrets out of a text
 */
export function verdictOn(httpStatus: number, text: string, clean: (text: string) => string): Verdict {
  const body = parse(text);
  const isSuccess = httpStatus >= 200 && httpStatus <= 299;
  if (isSuccess && body !== undefined && !saysNo(body)) return { kind: 'answered', httpStatus, body };
  const error = readErrorBody(body, clean);
  return { kind: kindOf(httpStatus, error), httpStatus, error, detail: describe(httpStatus, error) };
}

function kindOf(httpStatus: number, error: ErrorBody | null): FailureKind {
  if (httpStatus >= 500 || UNDECIDED.has(httpStatus) || isReferenceTaken(error)) return 'lost';
  // A firewall's 403 page may have replaced any answer of EximPe's, not only a refusal.
  if (httpStatus === 401 || (httpStatus === 403 && error)) return 'denied';
  if (httpStatus >= 400) return error || NOT_DEALT_WITH.has(httpStatus) ? 'refused' : 'lost';
  const isExplained = error !== null && (error.code !== null || error.fields.length > 0);
  return httpStatus < 300 && isExplained ? 'refused' : 'lost';
}

/** `success: false` comes with 2xx as well. */
const saysNo = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && (body as { success?: unknown }).success === false;

/** EximPe already knows our reference: an earlier call did arrive. */
const isReferenceTaken = (error: ErrorBody | null): boolean =>
  (error?.fields ?? []).some(({ path, says }) => path === 'reference_id' && /unique|exist/i.test(says));

/** The part of a failure that the client's errors keep. */
interface Judged {
  readonly kind: FailureKind;
  readonly httpStatus: number | null;
  /** EximPe's message; null for an answer that is not in its form. */
  readonly says: string | null;
}

/** Whether EximPe said that there is no such thing. A 404 from a server in between does not mean that. */
export const isAbsence = ({ httpStatus, says }: Judged): boolean => httpStatus === 404 && says !== null;

/** Whether EximPe itself refused the request: it will refuse the same call again. */
export const isLasting = ({ kind, httpStatus, says }: Judged): boolean =>
  kind === 'refused' && says !== null && !PASSING.has(httpStatus ?? 0);

function describe(httpStatus: number, error: ErrorBody | null): string {
  const status = `HTTP ${httpStatus}`;
  if (!error) return `${status}, not in EximPe's format: a proxy, a firewall or another server may have answered`;
  const fields = error.fields.map(({ path, says }) => (path ? `${path}: ${says}` : says)).join('; ');
  // "Payment not found" need not be said twice.
  const message = error.fields.some(({ says }) => says === error.message) ? '' : error.message;
  return [status, error.code, message, fields].filter(Boolean).join(' · ');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
