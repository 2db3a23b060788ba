// Parts of the form that most shoppers never need lie beside its script, and are loaded when one does.

/** Gives what that file exports by default; undefined where it can't be loaded. */
export type LoadPart = <Part>(file: string) => Promise<Part | undefined>;

/** Also undefined where a bundle does not know its own address. */
export async function loadPart<Part>(file: string): Promise<Part | undefined> {
  try {
    const { href } = new URL(/* @vite-ignore */ file, import.meta.url);
    return ((await import(/* @vite-ignore */ href)) as { default: Part }).default;
  } catch {
    return undefined;
  }
}
