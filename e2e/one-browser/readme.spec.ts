// The README's first example: extracted unchanged, started beside the simulator's own command, and paid with.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { VISA_DEBIT } from '../cards.ts';
import { freePort } from '../free-port.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

const README = new URL('../../README.md', import.meta.url);
const SIMULATOR = join(dirname(createRequire(import.meta.url).resolve('@eximpe/simulator')), 'main.js');

async function example(name: string): Promise<string> {
  const block = new RegExp(`<!-- test: ${name} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(
    await readFile(README, 'utf8'),
  );
  if (!block?.[1]) throw new Error(`The README has no example marked "${name}".`);
  return block[1];
}

/** The output of a program up to the text. */
async function linesUntil(program: ChildProcess, text: string): Promise<string[]> {
  const lines: string[] = [];
  if (!program.stdout) return lines;
  for await (const line of createInterface(program.stdout)) {
    lines.push(line);
    if (line.includes(text)) return lines;
  }
  throw new Error(`It ended without “${text}”:\n${lines.join('\n')}`);
}

test('the first example takes a payment, and still knows it after a restart', async ({
  browser,
  page,
  bankIn,
}, info) => {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const folder = fileURLToPath(new URL(`../.readme/${info.project.name}/`, import.meta.url));
  await mkdir(folder, { recursive: true });
  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env['PATH'], PORT: port },
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  const simulator = start(SIMULATOR, '--port', '0', '--webhook-url', `${url}/eximpe/webhook`);
  const printed = await linesUntil(simulator, 'Ctrl-C');
  await writeFile(join(folder, '.env'), printed.filter((line) => line.startsWith('EXIMPE_')).join('\n'));
  await writeFile(join(folder, 'shop.mjs'), await example('first-payment server'));
  let shop = start('--env-file=.env', 'shop.mjs');
  await linesUntil(shop, `${url}/checkout/ORDER-1`);
  const paid = linesUntil(shop, 'ORDER-1: paid');

  try {
    await page.goto(`${url}/checkout/ORDER-1`);
    await bankIn(await new CheckoutPage(page).payInPopup(VISA_DEBIT)).confirm();
    await paid;
    await page.reload();
    await expect(page).toHaveTitle('Paid');
    shop.kill('SIGKILL');
    shop = start('--env-file=.env', 'shop.mjs');
    await linesUntil(shop, `${url}/checkout/ORDER-1`);
    // Another shopper's browser: only the shop knows of the payment here.
    const other = await browser.newPage();
    await other.goto(`${url}/checkout/ORDER-1`);
    await expect(other.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  } finally {
    shop.kill();
    simulator.kill();
    await rm(folder, { recursive: true });
  }
});
