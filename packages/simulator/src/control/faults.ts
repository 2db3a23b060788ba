// Faults on demand: the n-th call of a route is delayed, dropped, or answered with a status.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

export const faultRule = z.strictObject({
  /** Any method when absent. */
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).optional(),
  /** A path under the API, `*` for one segment: `/pg/payments/*`. */
  path: z.string().startsWith('/').max(200),
  /** Only the n-th matching call from now, from 1; every one when absent. */
  nth: z.int().min(1).optional(),
  /** Simulated milliseconds before anything else. */
  delayMs: z.number().min(0).max(86_400_000).optional(),
  /** Drops the connection before the call is processed, or after it but before the answer. */
  drop: z.enum(['before', 'after']).optional(),
  /** Answer this instead. */
  status: z.int().min(200).max(599).optional(),
  /** With `status`: a text is sent as HTML, anything else as JSON. Default: the documented gateway error. */
  body: z.json().optional(),
});

export type FaultRule = z.output<typeof faultRule>;

export interface Fault extends FaultRule {
  readonly id: number;
  /** Matching calls so far. */
  readonly calls: number;
}

const GATEWAY_ERROR = {
  success: false,
  error: {
    code: 'ERR_SERVICE_ERROR_000',
    message: 'Payment gateway error',
    details: { error: 'An unexpected error occurred. Please try again later' },
  },
} as const;

const segments = (path: string): string[] => path.split('/').filter((part) => part !== '');

function matches({ method, path }: FaultRule, calledMethod: string, calledPath: string): boolean {
  if (method !== undefined && method !== calledMethod) return false;
  const wanted = segments(path);
  const called = segments(calledPath);
  return wanted.length === called.length && wanted.every((part, index) => part === '*' || part === called[index]);
}

export class Faults {
  readonly #clock: Clock;
  readonly #faults: { id: number; calls: number; rule: FaultRule }[] = [];
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get list(): Fault[] {
    return this.#faults.map(({ id, calls, rule }) => ({ id, calls, ...rule }));
  }

  add(rule: FaultRule): Fault {
    this.#lastId += 1;
    this.#faults.push({ id: this.#lastId, calls: 0, rule });
    return { id: this.#lastId, calls: 0, ...rule };
  }

  clear(): void {
    this.#faults.length = 0;
  }

  readonly inject: RequestHandler = async (request, response, next) => {
    for (const fault of this.#faults) {
      const { rule } = fault;
      if (!matches(rule, request.method, request.baseUrl + request.path)) continue;
      fault.calls += 1;
      if (rule.nth !== undefined && rule.nth !== fault.calls) continue;
      await this.#clock.sleep(rule.delayMs ?? 0);
      if (rule.drop === 'before') return void response.destroy();
      if (rule.drop === 'after') {
        response.send = () => {
          response.destroy();
          return response;
        };
      }
      if (rule.status !== undefined) {
        const body = rule.body ?? GATEWAY_ERROR;
        if (typeof body === 'string') return void response.status(rule.status).type('html').send(body);
        return void response.status(rule.status).json(body);
      }
    }
    next();
  };
}
