// Two processes, many payments with faults: the shop's heap, store and output, and all traffic between the two, contain no digit of the card.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startSimulator, type ScenarioName } from '@eximpe/simulator';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { environmentFor, newReference, pay, startProcess } from './stage.ts';

/** `npm run check:blind -w @eximpe/card-server` makes 500. */
const PAYMENTS = Number(process.env['PAYMENTS'] ?? 24);
const AT_ONCE = 6;

/** From EximPe's documents; no eight of its digits occur anywhere by chance. */
const CANARY = '4576238912771450';
const WINDOW = 8;
const DIGITS = Array.from({ length: CANARY.length - WINDOW + 1 }, (_, at) => CANARY.slice(at, at + WINDOW));
const digitsIn = (text: string): readonly string[] => DIGITS.filter((digits) => text.includes(digits));

/** The faults at EximPe that some payments meet in turn. */
const SCENARIOS: readonly (readonly [every: number, scenario: ScenarioName])[] = [
  [25, 'frictionless-declined'],
  [11, 'drop-after'],
  [7, 'duplicate'],
];

interface ShopProcess {
  readonly url: string;
  output(): string;
  /** All strings in its memory, and more. */
  heap(): Promise<string>;
}

async function startShop(folder: string): Promise<ShopProcess> {
  const port = await freePort();
  const program = fileURLToPath(new URL('./shop-process.mjs', import.meta.url));
  const env = { ...process.env, PORT: String(port), ANSWERS: 'true', STORE: join(folder, 'hooks.jsonl') };
  const child = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', program], { cwd: folder, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      if (line === 'open') resolve();
    });
  });
  const snapshots = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.heapsnapshot'));
  return {
    url: `http://localhost:${port}/hooks`,
    output: () => output,
    async heap() {
      child.kill('SIGUSR2');
      return vi.waitFor(
        () => {
          const text = readFileSync(join(folder, snapshots()[0] ?? ''), 'latin1');
          // It is written sequentially.
          expect(text.trimEnd().endsWith('}')).toBe(true);
          return text;
        },
        { timeout: 60_000, interval: 250 },
      );
    },
  };
}

/** Between the two: records every byte in both directions, and aborts some requests. */
async function startProxy(target: string): Promise<{ readonly url: string; recorded(): string }> {
  const chunks: Buffer[] = [];
  let count = 0;
  const pass = (incoming: IncomingMessage, response: ServerResponse): void => {
    count += 1;
    chunks.push(Buffer.from(JSON.stringify([incoming.method, incoming.url, incoming.rawHeaders])));
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Neither five in a row (the circuit breaker) nor always the same.
    if (count % 9 === 0) return void incoming.resume().on('end', () => response.destroy());
    if (count % 13 === 0) return void incoming.resume().on('end', () => response.writeHead(503).end());
    const { method, headers } = incoming;
    const onward = request(target, { method, headers }, (answer) => {
      chunks.push(Buffer.from(JSON.stringify(answer.rawHeaders)));
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hooks`,
    recorded: () => Buffer.concat(chunks).toString('latin1'),
  };
}

test(`${PAYMENTS} payments on the card server’s page leave no digit of the card with the shop`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'eximpe-blind-shop-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const simulator = await startSimulator({ scenario: 'frictionless' });
  onTestFinished(() => simulator.close());
  const shop = await startShop(folder);
  const proxy = await startProxy(shop.url);
  const file = join(folder, 'cards.sqlite');
  const port = await freePort();
  const env = environmentFor({ simulator, shop: proxy, storeUrl: `sqlite:${file}`, port });
  const cards = await startProcess(env);
  onTestFinished(() => cards.kill());
  simulator.webhookUrl = `${cards.url}/eximpe/webhook`;

  const references = Array.from({ length: PAYMENTS }, newReference);
  const paid = new Set<string>();
  const payOne = async (reference: string, index: number): Promise<void> => {
    const met = SCENARIOS.find(([every]) => (index + 1) % every === 0);
    if (met) simulator.control.setScenario(met[1], `INV-${reference}`);
    await fetch(`${cards.url}/pay/${reference}`);
    const answer = (await (await pay(cards.url, reference, CANARY)).json()) as { status?: string };
    if (answer.status === 'successful') paid.add(reference);
  };
  for (let from = 0; from < PAYMENTS; from += AT_ONCE)
    await Promise.all(references.slice(from, from + AT_ONCE).map((each, at) => payOne(each, from + at)));
  // The test is meaningful: most were paid with that card, and the shop was told of each.
  expect(paid.size).toBeGreaterThan(PAYMENTS / 2);
  await vi.waitFor(
    () => expect([...paid].filter((reference) => !shop.output().includes(`payment.paid ${reference}`))).toEqual([]),
    { timeout: 60_000, interval: 250 },
  );

  const heap = await shop.heap();
  await cards.terminate();
  const places = {
    'the shop’s heap': heap,
    'its store': readFileSync(join(folder, 'hooks.jsonl'), 'latin1'),
    'its output': shop.output(),
    'what passed between the two': proxy.recorded(),
    'the card server’s store': readFileSync(file, 'latin1'),
    'its log': cards.output(),
  };
  const [reference = ''] = paid;
  for (const [place, text] of Object.entries(places)) {
    expect.soft(digitsIn(text), place).toEqual([]);
    // The search finds what exists.
    if (place !== 'its log') expect.soft(text.includes(reference), place).toBe(true);
  }
  expect(digitsIn(`x${CANARY.slice(3)}`)).not.toEqual([]);
});
