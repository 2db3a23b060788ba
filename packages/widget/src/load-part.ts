// Parts of the form that most shoppers never need are files beside its script, and are loaded on demand.

/** Gives the file's default export; undefined if the file can't be loaded. */
export type LoadPart = <Part>(file: string) => Promise<Part | undefined>;

/** Also undefined if a bundle does not know its own address. */
export async function loadPart<Part>(file: string): Promise<Part | undefined> {
  try {
    const { href } = new URL(/* @vite-ignore */ file, import.meta.url);
    return ((await import(/* @vite-ignore */ href)) as { default: Part }).default;
  } catch {
    return undefined;
  }
}
