// Many rows of a table on one page: a page for each would take longer than what is tested.
import { expect, test } from '@playwright/test';

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

/** Checks each row, also those after one that fails; names all that failed. */
export async function everyRow<R extends Row>(rows: readonly R[], check: (row: R) => Promise<void>): Promise<void> {
  const failed: string[] = [];
  for (const row of rows) {
    await test
      .step(row.what, () => check(row), { timeout: ROW_TIMEOUT_MS })
      .catch((error: unknown) => failed.push(`${row.what}: ${String(error)}`));
  }
  expect(failed).toEqual([]);
}
