// A request that can't be served, with the status that says it more precisely than the problem table.
import type { ProblemCode } from '@eximpe/contract';

export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: ProblemCode;
  readonly fields: readonly string[];

  constructor(status: number, code: ProblemCode, message: string, fields: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}
