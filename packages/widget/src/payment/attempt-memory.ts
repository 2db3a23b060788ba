// What this tab remembers of an undecided attempt, so that a reload finds it again. Two names, no card data.
import { AttemptId, PaymentHandle } from '@eximpe/contract';
import type { CheckoutReference } from '@eximpe/contract';

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
        if (!AttemptId.safeParse(attempt).success) return null;
        const known = PaymentHandle.safeParse(handle);
        return { attempt: attempt as AttemptId, handle: known.success ? known.data : null };
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
