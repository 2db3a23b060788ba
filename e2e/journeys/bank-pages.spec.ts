// Hand-over pages as banks write them: what arrives by way of the kit is, byte for byte, what arrives when the same bytes are opened alone.
import { expect } from '@playwright/test';
import { test, visit } from '../corpus/hand-over.ts';
import { bytesOf, TEMPLATES } from '../corpus/templates.ts';

for (const row of TEMPLATES) {
  test(`${row.way}: ${row.what}`, async ({ page, handOver }) => {
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
    expect(await handedOver).toEqual(alone);

    const wasRun = handOver.shopRequests.slice(before).some(({ path }) => path.endsWith('/template'));
    expect(wasRun ? 'opaque' : 'plain').toBe(row.way);
  });
}

test('plain: a first step in a hidden frame, then the form', async ({ page, handOver }) => {
  const { arrivals, bankUrl } = handOver;
  const html = `<iframe name=look hidden onload="looked()"></iframe>
<form name=m action="${bankUrl}/method" method=post target=look><input type=hidden name=threeDSMethodData value=eyJ9></form>
<form name=acs action="${bankUrl}/acs" method=post><input type=hidden name=creq value="a+b"></form>
<script>function looked(){} document.m.submit(); setTimeout(function(){ document.acs.submit() }, 500)</script>`;
  const bytes = Buffer.from(html);
  const openedAt = arrivals.length;
  await visit(page, handOver.alone(bytes));
  await expect.poll(() => arrivals.length).toBe(openedAt + 2);
  const handedAt = arrivals.length;
  await visit(page, await handOver.launchUrl(bytes.toString('base64')));
  await expect.poll(() => arrivals.length).toBe(handedAt + 2);
  // Two requests on their way at once may overtake each other; that the first step is posted first is said in acs-form.test.ts.
  expect(arrivals.slice(handedAt)).toEqual(expect.arrayContaining(arrivals.slice(openedAt, handedAt)));
});
