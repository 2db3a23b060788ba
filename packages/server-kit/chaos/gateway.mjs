// Starts EximPe's simulator as a process, and steers it by its control API.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { callJson } from './http.mjs';
import { end, freePort, start } from './processes.mjs';

export async function startGateway(postmanUrl, seed) {
  const port = await freePort();
  const file = fileURLToPath(new URL('gateway-process.mjs', import.meta.url));
  const child = start(process.execPath, [file, String(port), postmanUrl, String(seed)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  const url = `http://127.0.0.1:${port}`;
  const control = (method, path, content) =>
    callJson(`${url}/__simulator${path}`, method, content, { timeoutMs: 60_000 });
  return {
    url,
    decide: (orderId, outcome) => control('POST', `/orders/${orderId}/outcome`, { outcome }),
    captureLate: async (orderId) => (await control('POST', `/orders/${orderId}/late-capture`)).body?.changed === true,
    sendWebhook: (orderId, webhook) => control('POST', `/orders/${orderId}/webhooks`, webhook),
    chooseScenario: (name, scenario) => control('PUT', `/scenarios/${name}`, { scenario }),
    addFault: (rule) => control('POST', '/faults', rule),
    clearFaults: () => control('DELETE', '/faults'),
    async orders() {
      const { body } = await control('GET', '/orders');
      if (!Array.isArray(body)) throw new Error('the simulator did not show its book');
      return body;
    },
    /** By reference: when charges were asked for. */
    async charges() {
      child.send('charges');
      const [{ charges }] = await once(child, 'message');
      return charges;
    },
    /** What an account was given back, asked as the account itself. */
    async refunds({ clientId, clientSecret }) {
      const found = [];
      for (let next = `${url}/pg/refunds/?page_size=100`; next;) {
        const headers = { 'x-client-id': clientId, 'x-client-secret': clientSecret, 'x-api-version': '2.0.0' };
        const { body, text } = await callJson(next, 'GET', undefined, { headers });
        if (!Array.isArray(body?.results)) throw new Error(`no list of refunds: ${text.slice(0, 200)}`);
        found.push(...body.results);
        next = body.next;
      }
      return found;
    },
    stop: () => end(child),
  };
}
