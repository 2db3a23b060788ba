// Hand-over pages as banks write them: what arrives through the kit equals, byte for byte, what arrives when the same bytes are opened on their own.
import { expect, type Page } from '@playwright/test';
import { everyRow, groupsOf } from '../corpus/every-row.ts';
import { test, visit, type HandOver } from '../corpus/hand-over.ts';
import type { TemplateRow } from '../corpus/templates/row.ts';
import { bytesOf, HAVING_TO_RUN, LINKS, METHOD_FIRST, TEMPLATES } from '../corpus/templates.ts';

/** In a frame or in the whole window: without this, the next step could begin while a page is still loading. */
async function expectAtBank(page: Page, { bankUrl }: HandOver): Promise<void> {
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith(bankUrl))).toBe(true);
  await page.waitForLoadState();
}

/** Expects that the same arrives through the kit as when its bytes are opened on their own. @returns whether its scripts were run */
async function expectUnchanged(page: Page, handOver: HandOver, row: TemplateRow): Promise<boolean> {
  const bytes = bytesOf(row, `${handOver.bankUrl}/acs`);

  const opened = handOver.next();
  await visit(page, handOver.alone(bytes));
  if (row.press) await page.locator(row.press).click();
  const alone = await opened;
  await expectAtBank(page, handOver);

  const base64 = bytes.toString('base64');
  const address = await handOver.launchUrl(row.base64?.(base64) ?? base64);
  const handedOver = handOver.next();
  const before = handOver.shopRequests.length;
  await visit(page, address);
  expect(await handedOver).toEqual(alone);
  await expectAtBank(page, handOver);

  return handOver.shopRequests.slice(before).some(({ path }) => path.endsWith('/template'));
}

for (const { title, rows } of groupsOf(TEMPLATES))
  test(`hand-over pages arrive unchanged: ${title}`, ({ page, handOver }) =>
    everyRow(rows, async (row) => {
      expect((await expectUnchanged(page, handOver, row)) ? 'opaque' : 'plain').toBe(row.way);
    }));

test('plain: a first step in a hidden frame is posted, and then the form', async ({ page, handOver }) => {
  const { arrivals, bankUrl } = handOver;
  const bytes = Buffer.from(METHOD_FIRST.replaceAll('{bank}', bankUrl));
  const openedAt = arrivals.length;
  await visit(page, handOver.alone(bytes));
  await expect.poll(() => arrivals.length).toBe(openedAt + 2);
  const handedAt = arrivals.length;
  await visit(page, await handOver.launchUrl(bytes.toString('base64')));
  await expect.poll(() => arrivals.length).toBe(handedAt + 2);
  // Two requests at once may overtake each other; acs-form.test.ts shows that the first step is posted first.
  expect(arrivals.slice(handedAt)).toEqual(expect.arrayContaining(arrivals.slice(openedAt, handedAt)));
});

for (const { title, rows } of groupsOf(HAVING_TO_RUN))
  test(`pages that have to run arrive unchanged from a host of their own: ${title}`, ({ page, nativeHandOver }) =>
    everyRow(rows, async (row) => {
      expect(await expectUnchanged(page, nativeHandOver, row)).toBe(true);
    }));

for (const written of LINKS) {
  test(`a link instead of a template arrives unchanged: ${written}`, async ({ page, handOver }) => {
    const link = written.replace('{bank}', `${handOver.bankUrl}/acs`);
    const opened = handOver.next();
    await visit(page, link);
    const alone = await opened;
    const handedOver = handOver.next();
    await visit(page, await handOver.launchUrlOfLink(link));
    expect(await handedOver).toEqual(alone);
  });
}

test('opaque: the bank’s page can ask the shopper a question', async ({ page, handOver }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  const html = `<form name=acs action="${handOver.bankUrl}/acs" method=post><input type=hidden name=a value=1></form>
<script>if (confirm("Go on to your bank?")) document.acs.submit()</script>`;
  const handedOver = handOver.next();
  await visit(page, await handOver.launchUrl(Buffer.from(html).toString('base64')));
  expect(await handedOver).toMatchObject({ url: '/acs', body: 'a=1' });
});

const SIMPLE = '<form action="{bank}" method=post><input type=hidden name=a value=1></form>';

test('our script is requested again if it did not load', async ({ page, handOver }) => {
  const address = await handOver.launchUrl(Buffer.from(SIMPLE.replace('{bank}', handOver.bankUrl)).toString('base64'));
  await page.route('**/challenge-page.js*', (route) => route.abort(), { times: 1 });
  const handedOver = handOver.next();
  await visit(page, address);
  expect(await handedOver).toMatchObject({ method: 'POST', body: 'a=1' });
});

test('if the browser can’t parse the page, the page says so and the form stops waiting', async ({ page, handOver }) => {
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
