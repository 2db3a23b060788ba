// How the text attributes of the form are declared: attribute and property say the same, and an empty one is not there.
import type { PropertyDeclaration } from 'lit';

export const textAttribute: PropertyDeclaration<string> = {
  reflect: true,
  converter: {
    fromAttribute: (value) => value ?? '',
    // Frameworks set undefined and null for what is not there yet.
    toAttribute: (value: unknown) => value || null,
  },
};
