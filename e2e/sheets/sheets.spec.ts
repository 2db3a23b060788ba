// Sheets of docs/pictures: states of the form on a phone, starting at the form's heading.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CAPTION_HEIGHT, compose, sizeOf, type Tile } from '../compose.ts';
import { Stage } from '../screenshots/stage.ts';
import { expect, test } from '../shop.ts';

const FROM = new URL('../../screenshots/', import.meta.url);
const TO = new URL('../../docs/pictures/', import.meta.url);

/** For each file name, the project of `npm run screenshots` whose screenshots it shows. */
const SHEETS: Readonly<Record<string, string>> = {
  'phone-light': 'phone-light',
  'phone-dark': 'phone-dark',
  'chromium-109': 'phone-light-109',
};

/** In the order of the sheet. */
const STATES =
  '01-entry 03-errors 05-submitting 06-offline 15-declined 09-challenge 17-checking 18-unknown 11-paid 19-unavailable ' +
  '23-saved-cards 24-remove 25-removed 14-challenge-in-a-frame 21-bank-page-used-up';
/** A dialog and a page without the shop around it: how far down their content begins. */
const OWN_TOP: Readonly<Record<string, number>> = { '14-challenge-in-a-frame': 0, '21-bank-page-used-up': 120 };

const COLUMNS = 5;
const GAP = 6;
const WIDTH = 228;
const HEIGHT = 308;

for (const [sheet, project] of Object.entries(SHEETS)) {
  test(sheet, async ({ page, shop, context }, info) => {
    const files = STATES.split(' ').map((state) => ({ state, url: new URL(`${state}~${project}.png`, FROM) }));
    const missing = files.filter(({ url }) => !existsSync(url)).map(({ state }) => state);
    test.skip(missing.length === files.length, `npm run screenshots takes the pictures of ${project}.`);
    expect(missing).toEqual([]);

    const pictures = files.map(({ url, state }) => ({ state, picture: readFileSync(url) }));
    // The content above the form has the same height on each of the shop's pages.
    await page.setViewportSize({ width: sizeOf(pictures[0]?.picture ?? Buffer.alloc(0)).width, height: 844 });
    await new Stage(page, shop, info).open();
    const heading = (await page.locator('section.pay').boundingBox())?.y ?? 0;
    const tiles = pictures.map(({ state, picture }, index): Tile => ({
      picture,
      x: GAP + (index % COLUMNS) * (WIDTH + GAP),
      y: GAP + Math.floor(index / COLUMNS) * (HEIGHT + CAPTION_HEIGHT + GAP),
      width: WIDTH,
      height: HEIGHT,
      from: OWN_TOP[state] ?? Math.round(heading),
      caption: state.slice(3),
    }));
    writeFileSync(
      new URL(`${sheet}.webp`, TO),
      await compose(context, tiles, { quality: 0.7, background: '#999', margin: GAP }),
    );
  });
}
