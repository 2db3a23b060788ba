// What the run itself knows to be true: who asked for what, what was told, and when a store lost what it had.
export function createDiary() {
  /** By attempt: whose it is. */
  const attempts = new Map();
  const lateCaptures = new Set();
  const told = [];
  const losses = [];
  const unreadable = [];
  return {
    attempts,
    lateCaptures,
    told,
    losses,
    unreadable,
    attempted: (id, { account, checkout }) => void attempts.set(id, { account: account.name, checkout }),
    failedBefore: (orderId) => void lateCaptures.add(orderId),
    lost: (loss) => void losses.push(loss),
    /** A line of a shop's stdout. */
    read(line) {
      try {
        told.push(JSON.parse(line));
      } catch {
        unreadable.push(line);
      }
    },
  };
}
