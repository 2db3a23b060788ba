// The demo's processes: the gateway simulator, the shop's card server, and the shop. Where one ends, all end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './run.mjs';

/** Where each listens, by the variable that says otherwise. */
const PORTS = { PORT: 4242, SIMULATOR_PORT: 4243, CARD_SERVER_PORT: 4244 };

/** Known to everyone, so good for nothing but a machine of one's own. */
const BETWEEN_SHOP_AND_CARD_SERVER = {
  SHOP_HOOKS_SECRET: Buffer.from('hooks of the demo on your own machine only').toString('base64'),
  SHOP_SESSIONS_SECRET: 'sessions-of-the-demo-on-your-own-machine-only',
};

/**
 * The processes in the order in which they start, each with its program, arguments, environment, and an address that answers once it is up.
 * Elsewhere than on one's own machine, and with EximPe's sandbox, there is no card server: it would need an address and credentials of its own.
 * Throws where a port makes no sense.
 */
export function processesFor(env) {
  const hasCardServer = !env.PUBLIC_URL && !env.EXIMPE_CLIENT_ID;
  const ports = portsOf(env, hasCardServer ? Object.keys(PORTS) : ['PORT', 'SIMULATOR_PORT']);
  const [shop, simulator, cards] = Object.keys(PORTS).map((name) => `http://localhost:${ports[name]}`);
  return {
    ports,
    processes: [
      {
        program: 'packages/simulator/dist/main.js',
        args: [
          `--port=${ports.SIMULATOR_PORT}`,
          `--webhook-url=${shop}/eximpe/webhook`,
          ...(hasCardServer ? [`--webhook-url=sim_client_2=${cards}/eximpe/webhook`] : []),
        ],
        env,
        url: simulator,
      },
      ...(hasCardServer
        ? [
            {
              program: 'packages/card-server/dist/main.js',
              args: [],
              env: cardServerEnv(env, { shop, simulator, cards }),
              url: `${cards}/healthz`,
            },
          ]
        : []),
      {
        program: 'packages/demo/dist/main.js',
        args: [],
        env: {
          ...env,
          PORT: String(ports.PORT),
          SIMULATOR_PORT: String(ports.SIMULATOR_PORT),
          ...(hasCardServer ? { CARD_SERVER_URL: cards, ...BETWEEN_SHOP_AND_CARD_SERVER } : {}),
        },
        url: `${shop}/eximpe/health`,
      },
    ],
  };
}

const cardServerEnv = (env, { shop, simulator, cards }) => ({
  STORE_URL: env.DEMO_DATABASE === ':memory:' ? 'sqlite::memory:' : 'sqlite:demo-cards.sqlite',
  ...env,
  EXIMPE_ENVIRONMENT: 'sandbox',
  // Credentials of its own, and with them webhooks of its own.
  EXIMPE_CLIENT_ID: 'sim_client_2',
  EXIMPE_CLIENT_SECRET: 'sim_secret',
  EXIMPE_ENCRYPTION_KEY: 'test_encryption_key',
  EXIMPE_BASE_URL: env.EXIMPE_BASE_URL ?? simulator,
  EXIMPE_KIT_SECRET: 'a-secret-for-the-card-server-on-your-own-machine-only',
  PUBLIC_URL: cards,
  PORT: new URL(cards).port,
  UNSAFE_ALLOW_HTTP: 'true',
  // As in the shop: everybody pays with the same few test cards.
  LIMITS: 'card=10000/3600',
  SHOP_NAME: 'EximPe demo shops',
  SHOP_ORIGINS: shop,
  SHOP_HOOKS_URL: `${shop}/card-hooks`,
  ...BETWEEN_SHOP_AND_CARD_SERVER,
  PAGE_LOGO_URL: `${shop}/assets/bazaar-icon.svg`,
  PAGE_TOKENS:
    '--eximpe-accent: light-dark(#24348f, #a9b5ff); --eximpe-on-accent: light-dark(#fff, #10142e); --eximpe-radius: 12px',
});

function portsOf(env, names) {
  const ports = Object.fromEntries(names.map((name) => [name, portOf(name, env[name])]));
  for (const name of names) {
    const other = names.find((each) => each !== name && ports[each] === ports[name]);
    if (other) throw new Error(`${name} and ${other} are both ${ports[name]}; they must differ.`);
  }
  return ports;
}

function portOf(name, text) {
  if (text === undefined || text === '') return PORTS[name];
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port number from 1 to 65535, not "${text}".`);
}

/** Rejects with what to do about it. */
export async function demandFree(ports) {
  for (const [name, port] of Object.entries(ports)) {
    if (await isFree(port)) continue;
    const other = port < 60_000 ? port + 100 : PORTS[name];
    throw new Error(
      `Port ${port} is in use. Stop the program that uses it, or choose another port: ${name}=${other} npm run demo`,
    );
  }
}

async function isFree(port) {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/**
 * Starts one after the other.
 * @param signal ends all of them, at any time
 * @returns once all have ended, with the exit code of the first that ended by itself
 */
export async function runProcesses(processes, signal) {
  const oneEnded = new AbortController();
  const ending = AbortSignal.any([signal, oneEnded.signal]);
  const running = [];
  let firstCode = 0;
  for (const { program, args, env, url } of processes) {
    if (ending.aborted) break;
    const child = spawn(process.execPath, [program, ...args], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    ending.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    running.push(
      once(child, 'exit').then(([code]) => {
        if (!ending.aborted) firstCode = code ?? 1;
        oneEnded.abort();
      }),
    );
    await answers(url, ending);
  }
  await Promise.all(running);
  return firstCode;
}

async function answers(url, signal) {
  while (!signal.aborted) {
    const isUp = await fetch(url, { signal, redirect: 'manual' }).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (isUp) return;
    await sleep(100, undefined, { signal }).catch(() => undefined);
  }
}
