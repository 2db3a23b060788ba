// Many rows of a table on one page: a page for each would take longer than what is tested.
import { test } from '@playwright/test';

/** In one test. */
const MOST_AT_ONCE = 8;
const ROW_TIMEOUT_MS = 30_000;

interface Row {
  readonly what: string;
}

/** The rows in groups for one test each, with a title. */
export const groupsOf = <R extends Row>(
  rows: readonly R[],
): readonly { readonly title: string; readonly rows: readonly R[] }[] =>
  Array.from({ length: Math.ceil(rows.length / MOST_AT_ONCE) }, (_, index) => {
    const group = rows.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE);
    const first = index * MOST_AT_ONCE + 1;
    return { title: `${first} to ${first + group.length - 1}, from “${group[0]?.what}”`, rows: group };
  });

/** Ends at the first row that fails: one that ran out of time goes on in the same page, and would disturb the next. */
export async function everyRow<R extends Row>(rows: readonly R[], check: (row: R) => Promise<void>): Promise<void> {
  for (const row of rows) await test.step(row.what, () => check(row), { timeout: ROW_TIMEOUT_MS });
}
