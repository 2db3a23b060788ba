// A store whose calls have a deadline of their own: one that hangs must not hang the shop.

/** What a call rejects with when the store does not answer in time. What was asked may be done all the same. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
}

/** The same store, or part of one; a call that has no answer after `mostMs` rejects with a StoreTimeoutError. */
export function withinDeadline<Part extends object>(part: Part, mostMs: number): Part {
  return new Proxy(part, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, target, args);
        if (answer instanceof Promise) return inTime(answer, String(name), mostMs);
        return typeof answer === 'object' && answer !== null ? withinDeadline(answer, mostMs) : answer;
      };
    },
  });
}

async function inTime<Value>(work: Promise<Value>, verb: string, mostMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreTimeoutError(`the store did not answer (${verb}) in ${mostMs} ms`)),
      mostMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
