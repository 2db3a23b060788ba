// Types of `judge.mjs`, for its test.
export interface Violation {
  readonly rule: string;
  readonly says: string;
}
export const RULES: Readonly<Record<string, string>>;
export function judge(facts: Readonly<Record<string, unknown>>): {
  readonly violations: readonly Violation[];
  readonly excused: readonly (readonly [string, number])[];
};
