// EximPe's own documented answer, put through the challenge page: its form must arrive at its aggregator's address unchanged.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VISA_DEBIT } from '../cards.ts';
import { expect, openDemo, test } from '../shop.ts';

const ANSWER = new URL('../fixtures/documented-order-answer.json', import.meta.url);
const AGGREGATOR = /^https:\/\/test\.payu\.in\//;

/** Read off the text by a regular expression: a witness that shares no parser with the challenge page. */
function writtenFields(template: string): Record<string, string> {
  return Object.fromEntries(
    [...template.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

test('PaReq, MD and TermUrl arrive byte for byte', async ({ page, context, browserName }) => {
  const answer = await readFile(ANSWER, 'utf8');
  const template = Buffer.from(
    (JSON.parse(answer) as { data: { acs_template: string } }).data.acs_template,
    'base64',
  ).toString('utf8');
  const gateway = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const isOrder = request.method === 'POST' && request.url === '/pg/orders/';
    const isBin = request.url === '/pg/bin/';
    response.end(
      isOrder
        ? answer
        : JSON.stringify({
            success: true,
            message: '',
            data: isBin
              ? { network: 'visa', card_type: 'debit_card' }
              : { order_id: 'OD9888127185', status: 'payment_pending' },
          }),
    );
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const demo = await openDemo(`http://localhost:${(gateway.address() as AddressInfo).port}`, []);

  const close = async (): Promise<void> => {
    await demo.close();
    gateway.closeAllConnections();
    gateway.close();
  };

  const arrived: { url: string; method: string; body: string }[] = [];
  await context.route(AGGREGATOR, async (route) => {
    const request = route.request();
    arrived.push({ url: request.url(), method: request.method(), body: request.postData() ?? '' });
    await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Aggregator</title>' });
  });

  await page.goto(`${demo.url}/?challenge=redirect`);
  await page.getByLabel('Card number').pressSequentially(VISA_DEBIT.number);
  await page.getByLabel('Expiry date').pressSequentially('0530');
  await page.getByRole('textbox', { name: 'Security code' }).fill('123');
  await page.getByLabel('Name on card').fill('John Doe');
  await page.getByRole('button', { name: 'Pay ₹1,000.00' }).click();
  await expect(page).toHaveTitle('Aggregator');

  expect(arrived).toHaveLength(1);
  const [{ url, method, body }] = arrived as [(typeof arrived)[0]];
  expect(method).toBe('POST');
  expect(url).toBe(/action="([^"]+)"/.exec(template)?.[1]);
  // Stock Firefox does not tell its driver what a request carried.
  if (browserName === 'firefox') return close();
  const written = writtenFields(template);
  expect(Object.keys(written)).toEqual(['PaReq', 'MD', 'TermUrl']);
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual(written);

  await close();
});
