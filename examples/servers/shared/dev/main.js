// `npm run dev`: the simulator and the shop that talks to it, as .env says. `--open` shows it in a browser. Ctrl-C ends both.
import { spawn } from 'node:child_process';
import { startSimulator } from '@eximpe/simulator';
import { runShop } from './run-shop.js';

const OPEN = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''], linux: ['xdg-open'] };

const { EXIMPE_BASE_URL: gateway = '', PORT = '3000' } = process.env;
const url = process.env.PUBLIC_URL ?? `http://localhost:${PORT}`;
const fail = (message) => {
  console.error(message);
  process.exit(1);
};
if (!gateway.startsWith('http://localhost:'))
  fail(`EXIMPE_BASE_URL in .env must be the simulator's address, such as http://localhost:4243, not "${gateway}".`);

// Before anything is started: what npm starts would outlive this program.
const ending = new AbortController();
const end = () => ending.abort();
process.once('SIGINT', end);
process.once('SIGTERM', end);

const simulator = await startSimulator({
  port: Number(new URL(gateway).port),
  webhookUrl: `http://localhost:${PORT}/eximpe/webhook`,
  log: (line) => console.error(line),
}).catch(({ code, message }) =>
  fail(code === 'EADDRINUSE' ? `${gateway} is in use: another address is EXIMPE_BASE_URL in .env.` : message),
);
const shop = await runShop(url, {}, ending.signal).catch(({ message }) =>
  ending.signal.aborted ? process.exit() : fail(message),
);
void shop.ended.then(() => simulator.close());

console.log(`
  Your shop      ${url}
  The simulator  ${simulator.url}

  Pay with 4895 3801 1000 0003, any later month, any three digits; the bank's password is 123456. Ctrl-C ends both.
`);
if (process.argv.includes('--open')) {
  const [command, ...args] = OPEN[process.platform] ?? OPEN.linux;
  spawn(command, [...args, url], { stdio: 'ignore' }).on('error', () => undefined);
}
