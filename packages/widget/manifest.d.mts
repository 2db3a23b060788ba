// Types of the facts, for the test that holds them to the element.
interface Fact {
  readonly name: string;
  readonly what: string;
}
export const FACTS: {
  readonly attributes: readonly Fact[];
  readonly properties: readonly Fact[];
  readonly methods: readonly Fact[];
  readonly events: readonly Fact[];
  readonly slots: readonly Fact[];
  readonly parts: readonly string[];
  readonly tokens: readonly string[];
};
