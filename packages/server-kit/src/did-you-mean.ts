// The nearest known name to a misspelt one.

/** Shorter names are part of too many others. */
const LEAST_PART = 3;

/** ` Did you mean "x"?`, or nothing when no name is near. Near: few letters differ, or one name contains the other. */
export function didYouMean(name: string, known: readonly string[]): string {
  const given = name.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(given, candidate.toLowerCase()) }))
    .filter((near) => near.distance <= Math.max(2, name.length / 3) || isPart(given, near.candidate.toLowerCase()))
    .toSorted((a, b) => a.distance - b.distance);
  return best ? ` Did you mean "${best.candidate}"?` : '';
}

const isPart = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= LEAST_PART && (a.includes(b) || b.includes(a));

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
