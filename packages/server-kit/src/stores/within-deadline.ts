// A store whose calls have a deadline: a store that hangs must not block the shop.

/** The error of a call that the store does not answer in time. The store may have done the work all the same. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
}

/** What becomes of an answer that comes too late, where the caller, who no longer waits for it, would have to end something. */
const TOO_LATE: Readonly<Record<string, (answer: never) => void>> = {
  watch: (stop: () => void) => stop(),
};

/** The same store; a call that has no answer after `mostMs` rejects with a StoreTimeoutError. */
export function withinDeadline<Part extends object>(part: Part, mostMs: number): Part {
  const bounded = new Map<string | symbol, unknown>();
  const bound = (name: string | symbol, member: unknown): unknown => {
    if (typeof member !== 'function') return member;
    return (...args: unknown[]): unknown => {
      const answer: unknown = Reflect.apply(member, part, args);
      return answer instanceof Promise ? inTime(answer, String(name), mostMs) : answer;
    };
  };
  return new Proxy(part, {
    get(target, name) {
      if (!bounded.has(name)) bounded.set(name, bound(name, Reflect.get(target, name, target)));
      return bounded.get(name);
    },
  });
}

/** Without Promise.race: that costs three more promises, a dozen times for each payment. */
function inTime<Value>(work: Promise<Value>, verb: string, mostMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      reject(new StoreTimeoutError(`the store did not answer (${verb}) in ${mostMs} ms`));
    }, mostMs);
    work.then(
      (value) => {
        if (isOver) return TOO_LATE[verb]?.(value as never);
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever the store rejected with
        reject(error);
      },
    );
  });
}
