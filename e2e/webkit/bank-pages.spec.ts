// Hand-over pages as banks write them, also in WebKit: what arrives equals, byte for byte, what arrives when the same bytes are opened on their own.
import { expect, mergeTests } from '@playwright/test';
import { By } from 'selenium-webdriver';
import { test as withHandOver } from '../corpus/hand-over.ts';
import { bytesOf, METHOD_FIRST, TEMPLATES } from '../corpus/templates.ts';
import { test as withWebKit } from './shop.ts';
import { eventually } from './shopper.ts';

const test = mergeTests(withHandOver, withWebKit);

for (const row of TEMPLATES) {
  test(`${row.way}: ${row.what}`, async ({ corpusBrowser: driver, handOver }) => {
    const bytes = bytesOf(row, `${handOver.bankUrl}/acs`);
    const opened = handOver.next();
    await driver.get(handOver.alone(bytes));
    if (row.press) await driver.findElement(By.css(row.press)).click();
    const alone = await opened;

    const base64 = bytes.toString('base64');
    const handedOver = handOver.next();
    await driver.get(await handOver.launchUrl(row.base64?.(base64) ?? base64));
    expect(await handedOver).toEqual(alone);
    // Otherwise the next row could begin while this one's last page is loading.
    await expect.poll(() => eventually(() => driver.getTitle())).toBe('Bank');
  });
}

test('plain: a first step in a hidden frame is posted, and then the form', async ({
  corpusBrowser: driver,
  handOver,
}) => {
  const { arrivals, bankUrl } = handOver;
  const bytes = Buffer.from(METHOD_FIRST.replaceAll('{bank}', bankUrl));
  const openedAt = arrivals.length;
  await driver.get(handOver.alone(bytes));
  await expect.poll(() => arrivals.length).toBe(openedAt + 2);
  const handedAt = arrivals.length;
  await driver.get(await handOver.launchUrl(bytes.toString('base64')));
  await expect.poll(() => arrivals.length).toBe(handedAt + 2);
  expect(arrivals.slice(handedAt)).toEqual(expect.arrayContaining(arrivals.slice(openedAt, handedAt)));
  await expect.poll(() => eventually(() => driver.getTitle())).toBe('Bank');
});
