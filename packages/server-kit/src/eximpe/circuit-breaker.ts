// Circuit breaker: while EximPe is down, calls are answered at once instead of each waiting for its deadline.
import type { Clock } from '../clock.ts';
import { withoutAnswer, type Call, type Transport } from './transport.ts';
import type { Failure, Verdict } from './verdict.ts';

export interface CircuitBreakerOptions {
  readonly clock: Clock;
  /** Told once, when the breaker opens. `detail`: one line for logs, without anything that was sent. */
  readonly onDown?: ((detail: string) => void) | undefined;
  /** Told once, when EximPe answers again. */
  readonly onUp?: (() => void) | undefined;
}

/** After this many calls in a row without an answer, EximPe counts as down. */
const FAILURES_TO_OPEN = 5;
/** From then on, and from each probe that failed, nothing is sent for this long. */
const OPEN_MS = 5_000;

/**
 * The same transport behind a circuit breaker:
 * - closed: calls pass. Five in a row without an answer open it; any answer of EximPe's, even a refusal, resets the count.
 * - open: calls are `not_sent`, and that is certain: the breaker decides before a call is passed on, and keeps no call for
 *   later.
 * - half-open, 5 s later: one call passes as the probe, the others stay `not_sent` meanwhile. An answer closes the breaker;
 *   without one it stays open for 5 s more. A call with a shorter deadline than others is no probe: when it times out, that
 *   says nothing, and many of them would keep the breaker open.
 *
 * Written here because no kept library fits: with cockatiel, callers wait for the probe, so a charge could leave when its
 * record already counts as abandoned; neither cockatiel nor opossum can leave a call out of the count.
 */
export function withCircuitBreaker(transport: Transport, options: CircuitBreakerOptions): Transport {
  const { clock, onDown, onUp } = options;
  let failures = 0;
  let lastFailure = '';
  /** Null while the breaker is closed. */
  let openedAtMs: number | null = null;
  let isProbing = false;
  /** How often the breaker opened or closed: a call that left before the last change says nothing new about EximPe. */
  let changes = 0;

  const isPauseOver = (sinceMs: number): boolean => {
    const passedMs = clock.now() - sinceMs;
    // A clock that was set back must not keep a shop closed.
    return passedMs >= OPEN_MS || passedMs < 0;
  };

  function answered(): void {
    failures = 0;
    if (openedAtMs === null) return;
    openedAtMs = null;
    changes += 1;
    onUp?.();
  }

  function failed(detail: string): void {
    failures += 1;
    lastFailure = detail;
    const isOpen = openedAtMs !== null;
    if (!isOpen && failures < FAILURES_TO_OPEN) return;
    openedAtMs = clock.now();
    if (isOpen) return;
    changes += 1;
    onDown?.(detail);
  }

  // One breaker for all sub-merchants: it is the same EximPe.
  const guarded = (inner: Transport): Transport => ({
    forMerchant: (merchantId) => guarded(inner.forMerchant(merchantId)),
    close: () => inner.close(),
    async call(call) {
      const isProbe = openedAtMs !== null;
      if (openedAtMs !== null && (isProbing || isShort(call) || !isPauseOver(openedAtMs))) {
        return withoutAnswer(
          'not_sent',
          `circuit breaker open, nothing was sent: EximPe did not answer ${failures} calls in a row; the last result was: ${lastFailure}`,
        );
      }
      if (isProbe) isProbing = true;
      const changesBefore = changes;
      try {
        const verdict = await inner.call(call);
        if (!isFailure(verdict)) answered();
        else if (changes === changesBefore && !isShortOfTime(verdict, call)) failed(verdict.detail);
        return verdict;
      } finally {
        if (isProbe) isProbing = false;
      }
    },
  });
  return guarded(transport);
}

/** No connection, no answer, or a 5xx without one of EximPe's own codes, such as a proxy's page. */
const isFailure = (verdict: Verdict): verdict is Failure =>
  verdict.kind !== 'answered' && (verdict.httpStatus === null || (verdict.httpStatus >= 500 && !verdict.error?.code));

/** A call with a shorter deadline than others says nothing when it times out: a slow BIN lookup must not stop charges. */
const isShortOfTime = ({ kind, httpStatus }: Failure, call: Call): boolean =>
  isShort(call) && kind === 'lost' && httpStatus === null;

const isShort = ({ timeoutMs }: Call): boolean => timeoutMs !== undefined;
