// The messages between the shop's page and its frame are a closed list: any other message has no effect.
import type { Page } from '@playwright/test';
import * as fc from 'fast-check';
import { VISA_DEBIT } from '../cards.ts';
import { CARD, malformed } from '../corpus/malformed.ts';
import { expect, test } from '../shop.ts';

test.use({ place: 'frame' });

const MESSAGES = 10_000;

interface Watched {
  /** Ports that were used in this window. */
  readonly ports: MessagePort[];
  readonly told: string[];
}

/** Runs in every window: keeps its ports and records the form's events. */
function watch(): void {
  const watched: Watched = { ports: [], told: [] };
  Object.assign(window, { watched });
  // oxlint-disable-next-line typescript/unbound-method -- it is called with each port as `this`
  const say = MessagePort.prototype.postMessage as (...what: unknown[]) => void;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...what: unknown[]) {
    if (!watched.ports.includes(this)) watched.ports.push(this);
    say.apply(this, what);
  };
  for (const name of ['ready', 'change', 'state', 'problem', 'outcome'] as const)
    document.addEventListener(`eximpe-${name}`, ({ type, detail }) =>
      watched.told.push(JSON.stringify([type, detail])),
    );
}

/** Runs in a window: sends all messages to the other end. */
const sayAll = (messages: unknown[]): void => {
  const { ports } = (window as unknown as { watched: Watched }).watched;
  if (ports.length !== 1) throw new Error(`There are ${ports.length} ports.`);
  for (const message of messages) ports[0]?.postMessage(message);
};

test(`${MESSAGES} malformed messages to both ends of the port and to both windows: no page navigates, and no card is mentioned`, async ({
  checkout,
  bankIn,
  page,
}) => {
  const seed = Date.now() % 2 ** 31;
  await page.addInitScript(watch);
  await checkout.open('popup');
  await checkout.number.pressSequentially(CARD);
  const left: string[] = [];
  page.on('framenavigated', (frame) => left.push(frame.url()));
  page.on('pageerror', (error) => left.push(error.message));
  const messages = fc.sample(malformed, { numRuns: MESSAGES, seed });
  const says = await told(page);
  // To the page, through the port, as a compromised frame would.
  await checkout.form.evaluate((_, all) => {
    const { ports } = (window as unknown as { watched: Watched }).watched;
    for (const message of all) ports[0]?.postMessage(message);
  }, messages);
  // To the frame, through the port, as a skimmer would.
  await page.evaluate(sayAll, messages);
  // To both windows, as any page can.
  await page.evaluate((all) => {
    const frame = document.querySelector('eximpe-card-form')?.shadowRoot?.querySelector('iframe')?.contentWindow;
    for (const message of all) {
      frame?.postMessage(message, '*');
      frame?.postMessage(message, '*', [new MessageChannel().port2]);
      window.postMessage(message, '*');
    }
  }, messages);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(left, `seed ${seed}`).toEqual([]);
  const news = (await told(page)).slice(says.length);
  expect(new Set(news), `seed ${seed}`).toEqual(
    new Set(['["eximpe-change",{"network":"visa","complete":true}]', '["eximpe-state",{"state":"entry"}]']),
  );
  // The form is unchanged, and pays.
  await expect(checkout.number).toHaveValue('4576 2389 1277 1450');
  await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
  await checkout.expectPaid();
});

const told = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { watched: Watched }).watched.told);
