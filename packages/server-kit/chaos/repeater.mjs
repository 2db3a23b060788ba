// A badly written way to EximPe, for the kit that "charges again": a charge without an answer is repeated under a new reference.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { call } from './http.mjs';

export async function startRepeater(gatewayUrl) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : undefined;
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const send = (text) =>
      call(gatewayUrl + request.url, { method: request.method, headers, body: text, timeoutMs: 1_500 });
    let answer = await send(body);
    const isCharge = request.method === 'POST' && request.url === '/pg/orders/';
    if (isCharge && (answer.status === 0 || answer.status >= 500)) answer = await send(again(body));
    if (answer.status === 0) return response.destroy();
    const type = answer.body === undefined ? 'text/html' : 'application/json';
    response.writeHead(answer.status, { 'content-type': type }).end(answer.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function again(body) {
  const order = JSON.parse(body);
  const number = `${order.invoice.number}-again`;
  return JSON.stringify({ ...order, reference_id: `CF-${randomUUID()}`, invoice: { ...order.invoice, number } });
}
