// A request that the kit can't serve, with a status that is more precise than the one in the problem table.
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
