// The gateway port's answer for a call that failed without an answer to the question.
import type { NoAnswer } from '../payments/ports/gateway.ts';
import { EximpeApiError } from './api-error.ts';

/** Rethrows any error that neither EximPe nor the network caused. */
export function noAnswer(error: unknown): NoAnswer {
  if (!(error instanceof EximpeApiError)) throw error;
  const { kind, message: detail } = error;
  if (kind === 'denied') return { kind: 'denied', detail };
  return { kind: 'unknown', detail, ...(kind === 'not_sent' ? { notSent: true } : {}) };
}
