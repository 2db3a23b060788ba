// Counts of what happened, by name.
export function createCounts() {
  const counts = new Map();
  return {
    add: (name, more = 1) => void counts.set(name, (counts.get(name) ?? 0) + more),
    of: (name) => counts.get(name) ?? 0,
    rows: () => [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}
