// The verdict on a field while the shopper types: it has three kinds, so that a form need not complain about unfinished input.

/**
 * `incomplete`: more typing may still make it right; `reason` is what to say if the shopper stops here.
 * `invalid`: more typing cannot help. `valid`: ready to be sent as `value`.
 */
export type Verdict<Reason extends string, Value> =
  | { readonly kind: 'incomplete'; readonly reason: Reason }
  | { readonly kind: 'invalid'; readonly reason: Reason }
  | { readonly kind: 'valid'; readonly value: Value };

export const incomplete = <Reason extends string>(reason: Reason): Verdict<Reason, never> => ({
  kind: 'incomplete',
  reason,
});
export const invalid = <Reason extends string>(reason: Reason): Verdict<Reason, never> => ({ kind: 'invalid', reason });
export const valid = <Value>(value: Value): Verdict<never, Value> => ({ kind: 'valid', value });
