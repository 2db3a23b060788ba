// The kit's way to EximPe: the transport, a second try for calls that only ask, and a circuit breaker around both.
import { withCircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.ts';
import { withSecondTry } from './second-try.ts';
import { createTransport, USUAL_TIMEOUT_MS, type Transport, type TransportOptions } from './transport.ts';

/** The breaker counts a call and its second try as one, and an open breaker is not asked twice. */
export const createResilientTransport = (options: TransportOptions & CircuitBreakerOptions): Transport =>
  withCircuitBreaker(withSecondTry(createTransport(options), options.timeoutMs ?? USUAL_TIMEOUT_MS), options);
