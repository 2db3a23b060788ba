#!/usr/bin/env node
// The command `eximpe-simulator`.
import { ACCOUNTS, SIMULATOR_CREDENTIALS } from './accounts.ts';
import { envFile, HELP, readCommand } from './command-line.ts';
import type { SimulatorOptions } from './options.ts';
import { PRESETS, QUIRKS } from './quirks.ts';
import { SCENARIOS } from './scenarios.ts';
import { startSimulator } from './simulator.ts';
import { TEST_CARDS } from './test-cards.ts';

const row = (cells: readonly string[], widths: readonly number[]): string =>
  `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();

function printCards(): void {
  const widths = [19, 10, 11];
  console.log('  Test cards (any future expiry, any security code of the right length; OTP 123456 or 111000)');
  for (const { number, network, mop, what, simulatorOnly } of TEST_CARDS) {
    console.log(row([number, network, mop, what + (simulatorOnly ? ' (simulator only)' : '')], widths));
  }
}

function printLists(): void {
  console.log('Scenarios');
  for (const [name, { what }] of Object.entries(SCENARIOS)) console.log(row([name, what], [24]));
  console.log('\nQuirks');
  for (const [name, { otherwise, does }] of Object.entries(QUIRKS))
    console.log(row([name, `${does} (otherwise ${otherwise})`], [26]));
  console.log('\nPresets');
  for (const [name, { what, quirks }] of Object.entries(PRESETS))
    console.log(row([name, `${what}: ${quirks.join(', ')}`], [26]));
}

async function start(options: SimulatorOptions): Promise<void> {
  const simulator = await startSimulator({ ...options, log: (line) => console.error(line) });
  console.log(`
  EximPe simulator   ${simulator.url}
  its aggregator     ${simulator.aggregatorUrl}
  its bank           ${simulator.bankUrl}
  webhooks go to     ${simulator.webhookUrl ?? 'nowhere (--webhook-url)'}
  seed               ${simulator.seed}

  Your shop's .env (${SIMULATOR_CREDENTIALS.clientId}: ${ACCOUNTS[0]?.what})

${envFile(simulator.url, options.encryptionKey)}

  Other client ids, with the same secret`);
  for (const { clientId, what, webhookUrl } of (options.accounts ?? ACCOUNTS).slice(1))
    console.log(row([clientId, what + (webhookUrl === undefined ? '' : `; its webhooks go to ${webhookUrl}`)], [17]));
  console.log('');
  printCards();
  console.log('\n  Press Ctrl-C to stop.\n');
  const end = (): void => void simulator.close();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

try {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.kind === 'start') await start(command.options);
  else if (command.kind === 'list') printLists();
  else console.log(HELP);
} catch (error) {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  console.error(
    code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another with --port or SIMULATOR_PORT.` : message,
  );
  process.exitCode = 1;
}
