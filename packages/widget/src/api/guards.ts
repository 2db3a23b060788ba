// What fields of an answer may be, as small guards, and the reader that applies them. Exactly as strict as the contract.
import { NETWORKS } from '@eximpe/contract/networks';

export type Guard = (value: unknown) => boolean;
/** One guard for every field of the type, so that a field added to the contract does not compile until it is read. */
export type Shape<Value> = { readonly [Key in keyof Required<Value>]: Guard };

export const text =
  (longest: number, pattern?: RegExp): Guard =>
  (value) =>
    typeof value === 'string' && value.length <= longest && (pattern?.test(value) ?? true);
export const oneOf =
  (...words: readonly unknown[]): Guard =>
  (value) =>
    words.includes(value);
export const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
export const list =
  (guard: Guard, fewest: number, most: number): Guard =>
  (value) =>
    Array.isArray(value) && value.length >= fewest && value.length <= most && value.every(guard);

/** The value with the fields of the shape and no others; undefined when one of them is not as it must be. */
export function read<Value>(shape: Shape<Value>, value: unknown): Value | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const known: Record<string, unknown> = {};
  for (const [key, guard] of Object.entries<Guard>(shape)) {
    const field = (value as Record<string, unknown>)[key];
    if (!guard(field)) return undefined;
    if (field !== undefined) known[key] = field;
  }
  return known as Value;
}

export const isNetwork = oneOf(...NETWORKS);
export const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
export const isLast4 = text(4, /^\d{4}$/);
export const isYesOrNo = oneOf(true, false);
