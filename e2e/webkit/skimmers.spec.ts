// A compromised shop, also in WebKit: skimmers find the card in the shop's own page, and no digit in the card server's frame or page.
import { mergeTests } from '@playwright/test';
import { By, Key, type WebDriver } from 'selenium-webdriver';
import { KINDS } from '../corpus/skimmers/skimmed-shop.ts';
import {
  absentFrom,
  CANARY,
  digitsIn,
  everythingIn,
  expect,
  finders,
  GROUPED,
  order,
  seeing,
  test as withSkimmedShop,
} from '../corpus/skimmers/stage.ts';
import { test as withWebKit } from './shop.ts';
import { eventually, type Shopper } from './shopper.ts';

const test = mergeTests(withSkimmedShop, withWebKit);

const workerIsIn = (driver: WebDriver): Promise<void> =>
  expect
    .poll(() => eventually(() => driver.executeScript('return navigator.serviceWorker.controller !== null')))
    .toBe(true);

/** Types the card, then cuts and pastes its number. */
async function fill(shopper: Shopper): Promise<void> {
  await shopper.fill(CANARY);
  const number = await shopper.inForm('input[autocomplete=cc-number]');
  await shopper.driver.executeScript('arguments[0].focus()', number);
  await shopper.driver.actions().keyDown(Key.CONTROL).sendKeys('a', 'x', 'v').keyUp(Key.CONTROL).perform();
  await expect.poll(() => shopper.valueOf('number')).toBe(GROUPED);
}

test('skimmers find the card if the form is in the shop’s page', async ({ shopper, stage, skimmed }) => {
  const { driver } = shopper;
  stage.simulator.setScenario('frictionless');
  for (const [kind, skimmers] of Object.entries(KINDS)) {
    await driver.get(`${stage.shop}/checkout/${await order(stage.shop)}?kind=${kind}`);
    if (kind === 'patching') await workerIsIn(driver);
    await fill(shopper);
    await shopper.pressPay();
    await expect.poll(() => eventually(() => shopper.formText())).toContain('Payment complete');
    // What was stored for later is sent from the next page.
    await driver.navigate().refresh();
    await expect.poll(() => finders(skimmed, skimmers)).toEqual(seeing(skimmers));
  }
});

test('no skimmer finds a digit if the form is in the card server’s frame in the shop’s page', async ({
  shopper,
  stage,
  skimmed,
}) => {
  const { driver } = shopper;
  stage.simulator.setScenario('frictionless');
  for (const kind of Object.keys(KINDS)) {
    await driver.get(`${stage.shop}/checkout/${await order(stage.shop)}?kind=${kind}&where=frame-in-light`);
    if (kind === 'patching') await workerIsIn(driver);
    await shopper.enterFrame();
    await shopper.fill(CANARY);
    await expect.poll(() => shopper.valueOf('number')).toBe(GROUPED);
    await shopper.pressPay();
    await expect.poll(() => eventually(() => shopper.formText())).toContain('Payment complete');
    await driver.switchTo().defaultContent();
    expect(digitsIn(await driver.executeScript<string>(`return (${everythingIn.toString()})()`)), kind).toEqual([]);
    await driver.navigate().refresh();
  }
  // All of them ran, and sent what they saw.
  const path = `/checkout/${await order(stage.shop)}`;
  await driver.get(`${stage.shop}${path}?where=frame-in-light`);
  await expect.poll(() => absentFrom(path, skimmed)).toEqual([]);
  expect(finders(skimmed)).toEqual([]);
  expect(digitsIn(skimmed.received())).toEqual([]);
});

test('no skimmer finds a digit on the card server’s page', async ({ shopper, stage, skimmed }) => {
  const { driver } = shopper;
  stage.simulator.setScenario('frictionless');
  await driver.get(`${stage.shop}/`);
  await workerIsIn(driver);
  await driver.findElement(By.css('button')).click();
  await expect.poll(() => eventually(() => driver.getCurrentUrl())).toContain(`${stage.cards}/pay/`);
  await fill(shopper);
  await shopper.pressPay();
  await expect.poll(() => eventually(() => driver.getCurrentUrl())).toContain(`${stage.shop}/orders/`);
  for (const path of ['/', new URL(await driver.getCurrentUrl()).pathname])
    await expect.poll(() => absentFrom(path, skimmed)).toEqual([]);
  expect(digitsIn(await driver.executeScript<string>(`return (${everythingIn.toString()})()`))).toEqual([]);
  expect(finders(skimmed)).toEqual([]);
  expect(digitsIn(skimmed.received())).toEqual([]);
});
