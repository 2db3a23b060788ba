// Runs many rows of a table on one page: opening a page for each would take longer than the tests.
import { test } from '@playwright/test';

/** Rows in one test: few, since they share its 90 seconds. */
const MOST_AT_ONCE = 4;
const ROW_TIMEOUT_MS = 30_000;

interface Row {
  readonly what: string;
}

/** The rows in groups, each with the title of its test. */
export const groupsOf = <R extends Row>(
  rows: readonly R[],
): readonly { readonly title: string; readonly rows: readonly R[] }[] =>
  Array.from({ length: Math.ceil(rows.length / MOST_AT_ONCE) }, (_, index) => {
    const group = rows.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE);
    const first = index * MOST_AT_ONCE + 1;
    return { title: `${first} to ${first + group.length - 1}, from “${group[0]?.what}”`, rows: group };
  });

/** Stops at the first row that fails: one that timed out is still running in the same page, and would disturb the next. */
export async function everyRow<R extends Row>(rows: readonly R[], check: (row: R) => Promise<void>): Promise<void> {
  for (const row of rows) await test.step(row.what, () => check(row), { timeout: ROW_TIMEOUT_MS });
}
