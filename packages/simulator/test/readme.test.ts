// The README's tables match the code, its routes exist, and its first payment works.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACCOUNTS } from '../src/accounts.ts';
import { HELP } from '../src/command-line.ts';
import { QUIRKS } from '../src/quirks.ts';
import { SCENARIOS } from '../src/scenarios.ts';
import { startSimulator } from '../src/simulator.ts';
import { TEST_CARDS } from '../src/test-cards.ts';
import { call } from '../src/testing/merchant.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Tables are compared without the formatter's padding. */
const plain = (text: string): string => text.replaceAll(/ +/g, ' ');

test('every card, scenario, quirk, account and flag is in it as in the code', () => {
  const rows = [
    ...TEST_CARDS.map(({ number, network, mop, what }) => `| \`${number}\` | ${network} | ${mop} | ${what} |`),
    ...Object.entries(SCENARIOS).map(([name, { what }]) => `| \`${name}\` | ${what} |`),
    ...Object.entries(QUIRKS).map(([name, row]) => `| \`${name}\` | ${row.otherwise} | ${row.does} | ${row.source} |`),
    ...ACCOUNTS.map(({ clientId, what }) => `| \`${clientId}\` | ${what} |`),
  ];
  const readme = plain(README);
  expect(rows.filter((row) => !readme.includes(plain(row)))).toEqual([]);
  expect(README).toContain(HELP);
});

test('its first payment is accepted', async () => {
  const body = /-d '(\{[\s\S]*?\})'\n/.exec(README)?.[1] ?? '';
  const simulator = await startSimulator();
  expect(await call(simulator, 'POST', '/pg/orders/', body)).toMatchObject({ status: 200, body: { success: true } });
  await simulator.close();
});

test('every control that it names exists', async () => {
  const simulator = await startSimulator();
  const table = README.slice(README.indexOf('## Control'), README.indexOf('## Quirks'));
  const routes = [...table.matchAll(/`(GET|PUT|POST|DELETE) (\/[^`]*)`/g)];
  expect(routes.length).toBeGreaterThan(20);
  for (const [, method = '', path = ''] of routes) {
    const { body } = await call(
      simulator,
      method,
      `/__simulator${path.replaceAll(/\{\w+\}/g, 'OD1')}`,
      method === 'GET' ? undefined : {},
    );
    expect(body?.error ?? '', `${method} ${path}`).not.toContain('No such control');
  }
  await simulator.close();
});
