// What this tab remembers of an undecided attempt, so that a reload finds it again. Two names, no card data.
import type { AttemptId, CheckoutReference, PaymentHandle } from '@eximpe/contract';
import { isAttemptId, isHandle } from '../api/read-shapes.ts';

export interface RememberedAttempt {
  readonly attempt: AttemptId;
  /** Null until the server has answered once. */
  readonly handle: PaymentHandle | null;
}

export interface AttemptMemory {
  recall(): RememberedAttempt | null;
  remember(attempt: RememberedAttempt): void;
  forget(): void;
}

/**
 * Keeps it in `sessionStorage`, under the endpoint and the checkout. Where storage is forbidden nothing is remembered: the
 * server still refuses a second attempt while one is undecided.
 */
export function tabMemory(endpoint: string, checkout: CheckoutReference): AttemptMemory {
  const key = `eximpe-attempt ${endpoint} ${checkout}`;
  return {
    recall() {
      try {
        const { attempt, handle } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, unknown>;
        return isAttemptId(attempt) ? { attempt, handle: isHandle(handle) ? handle : null } : null;
      } catch {
        return null;
      }
    },
    remember({ attempt, handle }) {
      try {
        sessionStorage.setItem(key, JSON.stringify({ attempt, handle }));
      } catch {
        // Forbidden or full.
      }
    },
    forget() {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Forbidden.
      }
    },
  };
}
