// A thousand payments in one run: created, challenged by script, webhooked. Says what memory and open handles did meanwhile.
import { createServer, request } from 'node:http';
import { startSimulator } from '../dist/index.js';

const PAYMENTS = Number(process.argv[2] ?? 1_000);
const WARM_UP = 400;
const AT_ONCE = 8;
/** What heap growth is told from noise by. */
const MOST_GROWTH_BYTES = 4 * 1024 * 1024;

const gc = globalThis.gc;
if (!gc) throw new Error('Run it with --expose-gc: pnpm run soak.');

let webhooks = 0;
let reached = () => undefined;
let wanted = 0;

function webhooksReach(count) {
  wanted = count;
  return new Promise((resolve) => {
    reached = () => webhooks >= wanted && resolve();
    reached();
  });
}

const merchant = createServer((incoming, answer) => {
  incoming.resume();
  incoming.on('end', () => {
    webhooks += 1;
    reached();
    answer.writeHead(200, { connection: 'close' }).end();
  });
});
await new Promise((resolve) => merchant.listen(0, '127.0.0.1', resolve));
const simulator = await startSimulator({
  seed: 'soak',
  webhookUrl: `http://127.0.0.1:${merchant.address().port}/webhook`,
  mostOrders: 200,
  log: console.error,
});

function post(url, contentType, body, headers = {}) {
  const { host, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: simulator.port,
        path: pathname,
        method: 'POST',
        agent: false,
        headers: { host, 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers },
      },
      (incoming) => {
        const chunks = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Submits a page's form, as its script or a shopper would. */
async function submit(html, base, more = {}) {
  const fields = [...html.matchAll(/<input\s[^>]*?name="([^"]*)"\s+value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const action = new URL(/<form[^>]*?\saction="([^"]*)"/.exec(html)[1], base).href;
  const body = new URLSearchParams([...fields, ...Object.entries(more)]).toString();
  return [await post(action, 'application/x-www-form-urlencoded', body), action];
}

const order = (n) => ({
  amount: '1000.00',
  currency: 'INR',
  reference_id: `SOAK-${n}`,
  return_url: 'http://localhost:9/return',
  collection_mode: 's2s',
  mop_type: 'debit_card',
  card_details: {
    number: '4895380110000003',
    cardholder_name: 'John Doe',
    expiry_month: '05',
    expiry_year: '2030',
    cvv: '123',
    network: 'visa',
    identifier: 'EX0001',
  },
  buyer: {
    name: 'John Doe',
    email: 'john.doe@example.com',
    phone: '+919876543210',
    address: { postal_code: '123456' },
    ip_address: '192.168.1.100',
    user_agent: 'soak',
  },
  product: { name: 'Sample Product', type_of_goods: 'service' },
  invoice: { number: `INV-${n}` },
});

async function pay(n) {
  const headers = { 'x-client-id': 'sim_client', 'x-client-secret': 'sim_secret', 'x-api-version': '2.0.0' };
  const { data } = JSON.parse(
    await post(`${simulator.url}/pg/orders/`, 'application/json', JSON.stringify(order(n)), headers),
  );
  let [page, at] = await submit(Buffer.from(data.acs_template, 'base64').toString('utf8'), simulator.url);
  [page, at] = await submit(page, at);
  [page, at] = await submit(page, at, { otp: '123456', do: 'confirm' });
  [page, at] = await submit(page, at);
  [page] = await submit(page, at);
  if (!page.includes('value="captured"')) throw new Error(`Payment ${n} did not come back as captured.`);
}

async function payMany(from, count) {
  let next = from;
  const worker = async () => {
    while (next < from + count) await pay(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await webhooksReach(from + count);
}

async function measure() {
  await new Promise((resolve) => setTimeout(resolve, 300));
  gc();
  await new Promise((resolve) => setTimeout(resolve, 50));
  gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss, handles: process.getActiveResourcesInfo().length, timers: simulator.control.state().timers };
}

const mb = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const tell = (when, { heapUsed, rss, handles, timers }) =>
  console.log(
    `${when.padEnd(28)} heap ${mb(heapUsed)}, rss ${mb(rss)}, open handles ${handles}, simulated timers ${timers}`,
  );

await payMany(0, WARM_UP);
const before = await measure();
tell(`after ${WARM_UP} to warm up:`, before);
const startedMs = performance.now();
await payMany(WARM_UP, PAYMENTS);
const seconds = (performance.now() - startedMs) / 1000;
const after = await measure();
tell(`after ${PAYMENTS} more:`, after);
console.log(
  `${PAYMENTS} payments and ${webhooks - WARM_UP} webhooks in ${seconds.toFixed(1)} s (${(PAYMENTS / seconds).toFixed(0)} a second)`,
);

await simulator.close();
await new Promise((resolve) => merchant.close(resolve));
await new Promise((resolve) => setTimeout(resolve, 100));
const grew = after.heapUsed - before.heapUsed > MOST_GROWTH_BYTES || after.handles > before.handles;
console.log(grew ? 'Memory or handles grew.' : 'Neither memory nor handles grew.');
const left = process
  .getActiveResourcesInfo()
  .filter((kind) => !/^(TTYWrap|PipeWrap|Immediate|FSReqCallback)$/.test(kind));
console.log(left.length === 0 ? 'Nothing was left open.' : `Left open: ${left.join(', ')}`);
process.exitCode = grew || left.length > 0 ? 1 : 0;
