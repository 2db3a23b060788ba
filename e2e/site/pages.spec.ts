// Screenshots of seven pages of the documentation, one of each kind.
import { fileURLToPath } from 'node:url';
import { test } from '../site.ts';

const FOLDER = fileURLToPath(new URL('../../screenshots/site/', import.meta.url));
const PAGES = {
  home: '',
  'quick-start': 'quick-start/',
  flow: 'how-a-payment-flows/',
  error: 'errors/eximpe_mount_elsewhere/',
  troubleshooting: 'troubleshooting/',
  playground: 'playground/',
  api: 'reference/api/react/',
};
const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

for (const [screen, viewport] of Object.entries(SCREENS))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${screen}, ${colorScheme}`, async ({ browser, site }) => {
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(site + path, { waitUntil: 'networkidle' });
        await page.screenshot({ path: `${FOLDER}${name}-${screen}-${colorScheme}.png` });
      }
      await context.close();
    });
