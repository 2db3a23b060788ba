// How the text attributes of the form are declared: attribute and property have the same value, and an empty value removes the attribute.
import type { PropertyDeclaration } from 'lit';

export const textAttribute: PropertyDeclaration<string> = {
  reflect: true,
  converter: {
    fromAttribute: (value) => value ?? '',
    // Frameworks set undefined and null for values that they do not have yet.
    toAttribute: (value: unknown) => value || null,
  },
};
