// What this tab remembers about an undecided attempt, so that a reload finds it again: two ids, no card data.
import type { AttemptId, PaymentHandle } from '@eximpe/contract';
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

/** If storage is forbidden or full, nothing is remembered: the server still refuses a second attempt while one is undecided. */
function perhaps<Value>(task: () => Value): Value | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

/** A session is signed again for each page, but its checkout stays the same. */
function checkoutOf(name: string): string {
  const [, payload = ''] = name.split('.');
  const claims = perhaps(
    () => JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { checkout?: string },
  );
  return claims?.checkout ?? name;
}

/** Kept in `sessionStorage`, under the endpoint and the checkout: a reference, or a session that names one. */
export function tabMemory(endpoint: string, checkout: string): AttemptMemory {
  const key = `eximpe-attempt ${endpoint} ${checkoutOf(checkout)}`;
  return {
    recall() {
      const known = perhaps(() => JSON.parse(sessionStorage.getItem(key) ?? '') as Partial<Record<string, unknown>>);
      const { attempt, handle } = known ?? {};
      return isAttemptId(attempt) ? { attempt, handle: isHandle(handle) ? handle : null } : null;
    },
    remember: (attempt) => perhaps(() => sessionStorage.setItem(key, JSON.stringify(attempt))),
    forget: () => perhaps(() => sessionStorage.removeItem(key)),
  };
}
