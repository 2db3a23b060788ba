// EximPe's own documented answer on the challenge page: its form must arrive unchanged at its aggregator's address.
import { readFile } from 'node:fs/promises';
import { VISA_DEBIT } from '../cards.ts';
import { stubGateway } from '../gateway-stub.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { openDemo } from '../open-shop.ts';
import { expect, test } from '../shop.ts';

const ANSWER = new URL('../fixtures/documented-order-answer.json', import.meta.url);
const AGGREGATOR = /^https:\/\/test\.payu\.in\//;

/** Read by a regular expression, which shares no parser with the challenge page. */
function writtenFields(template: string): Record<string, string> {
  return Object.fromEntries(
    [...template.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

test('PaReq, MD and TermUrl arrive byte for byte', async ({ page, context }) => {
  const answer = await readFile(ANSWER, 'utf8');
  const template = Buffer.from(
    (JSON.parse(answer) as { data: { acs_template: string } }).data.acs_template,
    'base64',
  ).toString('utf8');
  const gateway = await stubGateway(() => answer);
  const demo = await openDemo(gateway.url, []);

  const arrived: { url: string; method: string; body: string }[] = [];
  await context.route(AGGREGATOR, async (route) => {
    const request = route.request();
    arrived.push({ url: request.url(), method: request.method(), body: request.postData() ?? '' });
    await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Aggregator</title>' });
  });

  await page.goto(`${demo.url}/?challenge=redirect`);
  await new CheckoutPage(page).pay(VISA_DEBIT);
  await expect(page).toHaveTitle('Aggregator');

  expect(arrived).toHaveLength(1);
  const [{ url, method, body }] = arrived as [(typeof arrived)[0]];
  expect(method).toBe('POST');
  expect(url).toBe(/action="([^"]+)"/.exec(template)?.[1]);
  const written = writtenFields(template);
  expect(Object.keys(written)).toEqual(['PaReq', 'MD', 'TermUrl']);
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual(written);

  await demo.close();
  await gateway.close();
});
