// Hand-over pages as banks write them: what arrives by way of the kit is, byte for byte, what arrives when the same bytes are opened alone.
import { expect, type Page } from '@playwright/test';
import { test, visit, type HandOver } from '../corpus/hand-over.ts';
import type { TemplateRow } from '../corpus/templates/row.ts';
import { bytesOf, HAVING_TO_RUN, LINKS, METHOD_FIRST, TEMPLATES } from '../corpus/templates.ts';

/** Expects that what arrives of it by way of the kit is what arrives when its bytes are opened alone. @returns whether it was run */
async function expectUnchanged(page: Page, handOver: HandOver, row: TemplateRow): Promise<boolean> {
  const bytes = bytesOf(row, `${handOver.bankUrl}/acs`);

  const opened = handOver.next();
  await visit(page, handOver.alone(bytes));
  if (row.press) await page.locator(row.press).click();
  const alone = await opened;

  const base64 = bytes.toString('base64');
  const address = await handOver.launchUrl(row.base64?.(base64) ?? base64);
  const handedOver = handOver.next();
  const before = handOver.shopRequests.length;
  await visit(page, address);
  expect(await handedOver, row.what).toEqual(alone);

  return handOver.shopRequests.slice(before).some(({ path }) => path.endsWith('/template'));
}

for (const row of TEMPLATES) {
  test(`${row.way}: ${row.what}`, async ({ page, handOver }) => {
    expect((await expectUnchanged(page, handOver, row)) ? 'opaque' : 'plain').toBe(row.way);
  });
}

test('plain: a first step in a hidden frame, then the form', async ({ page, handOver }) => {
  const { arrivals, bankUrl } = handOver;
  const bytes = Buffer.from(METHOD_FIRST.replaceAll('{bank}', bankUrl));
  const openedAt = arrivals.length;
  await visit(page, handOver.alone(bytes));
  await expect.poll(() => arrivals.length).toBe(openedAt + 2);
  const handedAt = arrivals.length;
  await visit(page, await handOver.launchUrl(bytes.toString('base64')));
  await expect.poll(() => arrivals.length).toBe(handedAt + 2);
  // Two requests on their way at once may overtake each other; that the first step is posted first is said in acs-form.test.ts.
  expect(arrivals.slice(handedAt)).toEqual(expect.arrayContaining(arrivals.slice(openedAt, handedAt)));
});

/** In one test. */
const MOST_AT_ONCE = 8;

for (let from = 0; from < HAVING_TO_RUN.length; from += MOST_AT_ONCE) {
  const rows = HAVING_TO_RUN.slice(from, from + MOST_AT_ONCE);
  test(`on a host of its own, what has to run: ${from + 1} to ${from + rows.length}`, async ({
    page,
    nativeHandOver,
  }) => {
    for (const row of rows)
      await test.step(row.what, async () =>
        expect(await expectUnchanged(page, nativeHandOver, row), row.what).toBe(true),
      );
  });
}

for (const written of LINKS) {
  test(`a link in the template’s place: ${written}`, async ({ page, handOver }) => {
    const link = written.replace('{bank}', `${handOver.bankUrl}/acs`);
    const opened = handOver.next();
    await visit(page, link);
    const alone = await opened;
    const handedOver = handOver.next();
    await visit(page, await handOver.launchUrlOfLink(link));
    expect(await handedOver).toEqual(alone);
  });
}

test('opaque: a question to the shopper', async ({ page, handOver }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  const html = `<form name=acs action="${handOver.bankUrl}/acs" method=post><input type=hidden name=a value=1></form>
<script>if (confirm("Go on to your bank?")) document.acs.submit()</script>`;
  const handedOver = handOver.next();
  await visit(page, await handOver.launchUrl(Buffer.from(html).toString('base64')));
  expect(await handedOver).toMatchObject({ url: '/acs', body: 'a=1' });
});

const SIMPLE = '<form action="{bank}" method=post><input type=hidden name=a value=1></form>';

test('a script of ours that gets lost on the way is asked for again', async ({ page, handOver }) => {
  const address = await handOver.launchUrl(Buffer.from(SIMPLE.replace('{bank}', handOver.bankUrl)).toString('base64'));
  await page.route('**/challenge-page.js*', (route) => route.abort(), { times: 1 });
  const handedOver = handOver.next();
  await visit(page, address);
  expect(await handedOver).toMatchObject({ method: 'POST', body: 'a=1' });
});

test('a browser that can’t read the page says so, and leaves nobody waiting', async ({ page, handOver }) => {
  const address = await handOver.launchUrl(Buffer.from(SIMPLE.replace('{bank}', handOver.bankUrl)).toString('base64'));
  await page.addInitScript(() => {
    DOMParser.prototype.parseFromString = () => {
      throw new Error('too old');
    };
  });
  await visit(page, address);
  await expect(page.getByRole('heading')).toHaveText('This page could not be shown safely');
  expect(page.url()).toContain('reason=not_read');
});
