// A merchant in tests: calls the API, and listens for webhooks and for shoppers who come back.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SIMULATOR_CREDENTIALS } from '../accounts.ts';
import type { Simulator } from '../simulator.ts';

export interface Answer {
  readonly status: number;
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any -- tests read answers of every shape
}

export interface Received {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const HEADERS = {
  'x-client-id': SIMULATOR_CREDENTIALS.clientId,
  'x-client-secret': SIMULATOR_CREDENTIALS.clientSecret,
  'x-api-version': '2.0.0',
} as const;

export async function call(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(simulator.url + path, {
    method,
    headers: { ...HEADERS, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: text };
  }
}

let references = 0;

/** The documents' new-card example with its own reference and invoice. */
export function orderBody(
  changes: Readonly<Record<string, unknown>> = {},
  card: Readonly<Record<string, unknown>> = {},
) {
  references += 1;
  return {
    amount: '1000.00',
    currency: 'INR',
    reference_id: `REF-${references}`,
    return_url: 'http://localhost:9/return',
    collection_mode: 's2s',
    mop_type: 'debit_card',
    card_details: {
      nickname: 'VISA Debit',
      number: '4895380110000003',
      cardholder_name: 'John Doe',
      expiry_month: '05',
      expiry_year: '2030',
      cvv: '123',
      network: 'visa',
      identifier: 'EX0001',
      ...card,
    },
    buyer: {
      name: 'John Doe',
      email: 'john.doe@example.com',
      phone: '+919876543210',
      address: { line_1: '123 Main Street', line_2: 'Apt 4B', city: 'City', state: 'State', postal_code: '123456' },
      ip_address: '192.168.1.100',
      user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
    },
    product: {
      name: 'Sample Product',
      description: 'This is a sample product description',
      hs_code: '98051000',
      type_of_goods: 'physical_goods',
    },
    invoice: { number: `INV_${references}`, date: '2025-09-04' },
    ...changes,
  };
}

export interface Listener {
  readonly url: string;
  readonly received: Received[];
  /** Resolves when the n-th request (from 1) has come. */
  nth(n: number): Promise<Received>;
  /** The status of the answers to come; the last one is repeated. */
  answers: number[];
  close(): Promise<void>;
}

export async function listener(): Promise<Listener> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url = '', method = '', headers } = request;
      received.push({ path: url, method, headers, body: Buffer.concat(chunks).toString('utf8') });
      const status = self.answers.length > 1 ? self.answers.shift() : self.answers[0];
      response.writeHead(status ?? 200).end();
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: Listener = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received,
    answers: [200],
    nth: (n) =>
      new Promise((resolve) => {
        const check = (): void => {
          const it = received[n - 1];
          if (!it) return;
          waiting.delete(check);
          resolve(it);
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}
