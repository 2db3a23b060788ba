// A stand-in for the server-kit on the tests' own dev server: real HTTP, real pages, outcomes by checkout name.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { PageData, PaymentAnswer, Problem } from '@eximpe/contract';
import { PAGE_DATA_ID } from '@eximpe/contract';
import type { Plugin } from 'vite';

/** Where it is mounted. */
export const SCRIPTED_KIT = '/scripted-kit';

/** The outcome of a payment for the checkout with this name. */
export type ScriptedCheckout =
  | 'BANK-PAYS' // challenge; the bank page pays and comes back by itself
  | 'BANK-WAITS' // challenge; the bank page stays until the test decides
  | 'NO-CHALLENGE' // paid at once
  | 'DECLINED'
  | 'ANSWER-LOST' // recorded, but the answer never comes
  | 'ORDER-UNMADE' // recorded, but the answer never comes, nor is there an order; requests wait until the test decides
  | 'NEVER-ARRIVED' // dropped before anything is recorded
  | 'PENDING-ELSEWHERE' // another payment of this checkout is undecided
  | 'PUSHED' // challenge; the stream has what polling does not
  | 'TEMPLATE-REFUSED'; // the bank's template breaks a rule

const source = (path: string): string => `/@fs${fileURLToPath(new URL(`../src/${path}`, import.meta.url))}`;
const PAGE_SCRIPT = { wait: 'challenge-page/main.ts', launch: 'challenge-page/main.ts', return: 'return-page/main.ts' };

function page(data: PageData): string {
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  return `<!doctype html><meta charset="utf-8"><title>${data.page}</title><body><p>${data.page}</p>
<script type="application/json" id="${PAGE_DATA_ID}">${json}</script><script type="module" src="${source(PAGE_SCRIPT[data.page])}"></script>`;
}

const read = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

function scriptedKit(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const payments = new Map<string, PaymentAnswer & { checkout: string }>();
  const requests: { url: string; method: string; headers: object; body: string }[] = [];
  const listeners = new Map<string, (payment: PaymentAnswer) => void>();
  const handleOf = (attempt: string): string => `handle.${attempt}`;
  const record = (attempt: string, checkout: string, more: Partial<PaymentAnswer> = {}): PaymentAnswer => {
    const { checkout: _, ...known } = payments.get(attempt) ?? { checkout };
    const payment: PaymentAnswer = {
      handle: handleOf(attempt),
      attempt,
      status: 'pending',
      orderId: 'OD1',
      network: 'visa',
      last4: '0003',
      amount: '1000.00',
      ...known,
      ...more,
    };
    payments.set(attempt, { ...payment, checkout });
    return payment;
  };

  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, first = '', id = '', verb = ''] = pathname.split('/');
    const body = await read(request);
    const json = (status: number, value: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const html = (text: string): void => void response.writeHead(200, { 'content-type': 'text/html' }).end(text);
    const refuse = (status: number, code: Problem['code'], more: object = {}): void =>
      json(status, { code, message: 'No.', ...more });
    const launch = (attempt: string): object => ({ launchUrl: `${SCRIPTED_KIT}/challenge/${attempt}` });
    const home = `http://${request.headers.host}${SCRIPTED_KIT}`;

    // Answers with what the test put into the address: status, type, body.
    if (first === 'say') {
      requests.push({ url: pathname, method: request.method ?? '', headers: request.headers, body });
      const { status, type, text } = JSON.parse(Buffer.from(id, 'base64url').toString()) as {
        status: number;
        type: string;
        text: string;
      };
      if (status === 0) return void request.socket.destroy();
      return void response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end(text);
    }
    if (first === 'flood') return json(200, { ...record(verb, ''), padding: 'x'.repeat(100_000) });
    if (first === 'requests')
      return json(
        200,
        requests.filter(({ url }) => url.includes(id)),
      );

    if (first === 'checkouts') {
      const terms = {
        amount: '1000.00',
        currency: 'INR',
        environment: 'sandbox',
        networks: ['visa'],
        mop: 'detected',
        paid: false,
      };
      return json(200, { reference: decodeURIComponent(id), ...terms });
    }
    if (first === 'payments' && request.method === 'POST' && id === '') {
      const attempt = String(request.headers['idempotency-key']);
      // Distinguished by the attempt, as in the server-kit: Chromium itself repeats a POST when a kept-alive connection breaks.
      if (!payments.has(attempt)) requests.push({ url: attempt, method: 'POST', headers: request.headers, body: '' });
      const { checkout } = JSON.parse(body) as { checkout: ScriptedCheckout };
      if (checkout === 'NEVER-ARRIVED') return void request.socket.destroy();
      if (checkout === 'PENDING-ELSEWHERE') {
        const other = '11111111-1111-4111-8111-111111111111';
        record(other, checkout);
        return refuse(409, 'attempt_pending', { handle: handleOf(other) });
      }
      const payment = record(attempt, checkout);
      if (checkout === 'ORDER-UNMADE') record(attempt, checkout, { orderId: null });
      if (checkout === 'ANSWER-LOST' || checkout === 'ORDER-UNMADE') return void request.socket.destroy();
      if (checkout === 'NO-CHALLENGE') return json(201, record(attempt, checkout, { status: 'successful' }));
      if (checkout === 'DECLINED') {
        return json(
          201,
          record(attempt, checkout, { status: 'failed', problem: { code: 'insufficient_funds', message: 'No.' } }),
        );
      }
      return json(201, { ...payment, ...launch(attempt) });
    }
    if (first === 'payments' || first === 'attempts') {
      const attempt = id.replace(/^handle\./, '');
      const known = payments.get(attempt);
      if (!known) return refuse(404, first === 'attempts' ? 'attempt_unknown' : 'not_found');
      if (verb === 'events') {
        if (known.checkout !== 'PUSHED') return refuse(404, 'not_found');
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const push = (payment: PaymentAnswer): void =>
          void response.write(`event: payment\ndata: ${JSON.stringify(payment)}\n\n`);
        response.write('event: payment\ndata: <h1>not an answer</h1>\n\n');
        push(record(attempt, known.checkout));
        return void listeners.set(attempt, push);
      }
      if (known.checkout === 'ORDER-UNMADE' && first === 'attempts')
        return void listeners.set(attempt, (payment) => {
          listeners.delete(attempt);
          json(200, payment);
        });
      if (known.checkout === 'PUSHED' && request.method === 'GET')
        return json(200, { ...record(attempt, known.checkout), status: 'pending' });
      if (verb === 'launch') return json(200, { ...record(attempt, known.checkout), ...launch(attempt) });
      if (verb === 'cancel' && known.status === 'pending') {
        return json(200, record(attempt, known.checkout, { problem: { code: 'challenge_cancelled', message: 'No.' } }));
      }
      return json(200, record(attempt, known.checkout));
    }

    if (first === 'challenge' && id === 'wait') return html(page({ page: 'wait', attempt: verb, mount: SCRIPTED_KIT }));
    if (first === 'challenge' && verb === 'refused') {
      const known = payments.get(id);
      const problem = { code: 'challenge_unavailable', message: searchParams.get('reason') ?? '' } as const;
      if (known) record(id, known.checkout, { problem });
      return html(page({ page: 'return', attempt: id, signal: 'refused', resultUrl: null }));
    }
    if (first === 'challenge') {
      const action = payments.get(id)?.checkout === 'TEMPLATE-REFUSED' ? 'https://10.0.0.1/' : `${home}/bank/${id}`;
      const template = `<form action="${action}" method="post"><input type="hidden" name="PaReq" value="x+/="></form><script>document.forms[0].submit()</script>`;
      const rules = { ownOrigins: [], acsHosts: null, allowLoopbackHttp: true };
      return html(
        page({
          page: 'launch',
          attempt: id,
          template,
          charset: 'utf-8',
          rules,
          scriptedUrl: null,
          refusedUrl: `${home}/challenge/${id}/refused?lang=en`,
        }),
      );
    }
    if (first === 'bank') {
      const known = payments.get(id);
      if (verb === 'decide' && known) {
        const decided = record(id, known.checkout, { status: searchParams.get('status') as 'failed' });
        listeners.get(id)?.(decided);
        return json(200, decided);
      }
      if (known?.checkout !== 'BANK-PAYS') return html('<title>bank</title>');
      record(id, known.checkout, { status: 'successful' });
      return html(`<title>bank</title><script>location.href='${home}/return/${id}'</script>`);
    }
    if (first === 'return') return html(page({ page: 'return', attempt: id, signal: 'returned', resultUrl: null }));
    refuse(404, 'not_found');
  };
}

export const scriptedKitPlugin = (): Plugin => ({
  name: 'scripted-kit',
  configureServer(server) {
    const answer = scriptedKit();
    server.middlewares.use(SCRIPTED_KIT, (request, response, next) => {
      answer(request, response).catch(next);
    });
  },
});
