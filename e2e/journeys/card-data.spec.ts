// Where the card must not be found: everywhere a browser stores or shows data, and in every line the shop's server logs.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Locator } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

const RECORDER = join(dirname(createRequire(import.meta.url).resolve('rrweb')), 'rrweb.umd.min.cjs');

/** The PAN with and without spaces, and a code that appears nowhere by chance. */
const CARD = { ...VISA_DEBIT, cvc: '739' };
const TRACES = [CARD.number, '4895 3801 1000 0003', '"739"', '739'];

test('the card is in no storage, URL, console line, event or server log line', async ({
  checkout,
  bankIn,
  page,
  shop,
  context,
  browserName,
}) => {
  const seen: string[] = [];
  page.on('console', (message) => void seen.push(message.text()));
  context.on('request', (request) => void seen.push(request.url(), ...Object.values(request.headers())));
  const bodies: string[] = [];
  context.on('request', (request) => void bodies.push(`${request.url()} ${request.postData() ?? ''}`));
  const logged = shop.logLines.length;

  await page.addInitScript(() => {
    const events: string[] = [];
    Object.assign(window, { seenEvents: events });
    for (const name of ['ready', 'change', 'state', 'outcome', 'problem']) {
      addEventListener(`eximpe-${name}`, (event) => events.push(JSON.stringify((event as CustomEvent).detail)), true);
    }
    for (const name of ['input', 'keydown', 'keyup', 'beforeinput', 'paste']) {
      addEventListener(name, (event) => events.push((event as InputEvent).data ?? (event as KeyboardEvent).key ?? ''));
    }
  });
  await checkout.open('popup');
  const popup = await checkout.payInPopup(CARD);
  await bankIn(popup).confirm();
  await checkout.expectPaid();

  seen.push(page.url(), ...shop.logLines.slice(logged));
  // The side panel lists the test cards to copy; they are no trace of what was typed.
  await page.locator('.cards').evaluateAll((lists) => lists.forEach((list) => list.remove()));
  seen.push(
    await page.evaluate(async () =>
      JSON.stringify({
        events: (window as unknown as { seenEvents: string[] }).seenEvents.join(' '),
        local: Object.entries(localStorage),
        session: Object.entries(sessionStorage),
        cookie: document.cookie,
        databases: await indexedDB.databases(),
        history: history.state as unknown,
        name: window.name,
        html: document.documentElement.outerHTML,
        shadow: document.querySelector('eximpe-card-form')?.shadowRoot?.innerHTML,
        values: [...(document.querySelector('eximpe-card-form')?.shadowRoot?.querySelectorAll('input') ?? [])].map(
          (input) => input.value,
        ),
      }),
    ),
  );
  const everything = seen.join('\n').replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '');
  for (const trace of TRACES.slice(0, 3)) expect(everything.includes(trace), 'a trace of the card').toBe(false);

  // Stock Firefox does not give its driver the bodies of requests.
  if (browserName === 'firefox') return;
  const carriers = bodies.filter((body) => body.includes(CARD.number));
  expect(carriers.map((body) => new URL(body.split(' ')[0] ?? '').pathname)).toEqual(['/eximpe/payments']);
});

const valuesIn = (form: Locator): Promise<string> =>
  form.evaluate((element) =>
    [...(element.shadowRoot ?? element).querySelectorAll('input')].map(({ value }) => value).join(''),
  );

for (const root of ['shadow', 'light']) {
  test(`the fields (${root} root) are empty after leaving and coming back, and after the form was removed`, async ({
    checkout,
    page,
  }) => {
    await page.addInitScript((where) => {
      addEventListener('DOMContentLoaded', () => {
        const form = document.querySelector('eximpe-card-form');
        const anew = form?.cloneNode() as Element | undefined;
        anew?.setAttribute('render-root', where);
        if (anew) form?.replaceWith(anew);
      });
    }, root);
    await checkout.open();
    await checkout.fill(CARD);
    expect(await valuesIn(checkout.form)).toContain(CARD.cvc);
    await page.goto(page.url().replace('/checkout/', '/receipt/'));
    await page.goBack();
    await expect(checkout.payButton).toBeVisible();
    expect(await valuesIn(checkout.form)).toBe('');

    await checkout.fill(CARD);
    await checkout.form.evaluate(async (form) => {
      const place = form.parentElement!;
      form.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      place.append(form);
    });
    await expect(checkout.payButton).toBeVisible();
    expect(await valuesIn(checkout.form)).toBe('');
  });
}

test('a session recorder with default settings records the visit, and nothing of the card', async ({
  checkout,
  page,
}) => {
  await page.addInitScript({ path: RECORDER });
  await checkout.openFor('frictionless');
  await page.evaluate(() => {
    // The side panel lists the test cards to copy; they are no trace of what was typed.
    document.querySelector('.cards')?.remove();
    const { rrweb } = window as unknown as { rrweb: { record(options: { emit(event: unknown): void }): void } };
    const recorded: unknown[] = [];
    Object.assign(window, { recorded });
    rrweb.record({ emit: (event) => void recorded.push(event) });
  });
  await checkout.pay(CARD);
  await checkout.expectPaid();
  const recorded = await page.evaluate(() => JSON.stringify((window as unknown as { recorded: unknown[] }).recorded));
  expect(recorded).toContain('Your order');
  for (const trace of [...TRACES.slice(0, 3), CARD.name])
    expect(recorded.includes(trace), 'a trace of the card').toBe(false);
});
