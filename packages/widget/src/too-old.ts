// Browsers that are too old for the form. In them the tag stays undefined, and the browser shows the content between the tags.

/**
 * Tests one feature instead of a list of all that the form uses: container queries came with Chrome 105, Safari 16.0 and Firefox 110. A DOM in
 * Node, as in shops' unit tests, knows no styles: there the age is not judged.
 */
export function isTooOld(): boolean {
  const knows = (property: string, value: string): boolean => globalThis.CSS?.supports?.(property, value) ?? false;
  return knows('color', 'red') && !knows('container-type', 'inline-size');
}

export function tellTooOld(): void {
  // oxlint-disable-next-line no-console -- nothing else reaches the developer of a page
  console.warn(
    '<eximpe-card-form>: this browser is too old for the form (see “Browsers” in its README). ' +
      'The content between the tags is shown instead.',
  );
}
