// What can be said about a field while it is being typed: there are three answers, so that a form can stay quiet.

/**
 * `incomplete`: typing on may still make it right; `reason` is what to say if the shopper stops here.
 * `invalid`: typing on cannot help. `valid`: ready to be sent as `value`.
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
