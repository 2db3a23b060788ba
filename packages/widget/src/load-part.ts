// Parts of the form that most shoppers never need lie beside its script, and are loaded when one does.

/** Where this very script was loaded from. Ends with a slash. */
const HERE = new URL(/* @vite-ignore */ '.', import.meta.url).href;

/** What that file exports by default; undefined where it can't be loaded. */
export async function loadPart<Part>(file: string): Promise<Part | undefined> {
  try {
    return ((await import(/* @vite-ignore */ HERE + file)) as { default: Part }).default;
  } catch {
    return undefined;
  }
}
