// A shopper in tests: follows the challenge's forms from site to site as a browser would.
import { request } from 'node:http';
import type { Simulator } from '../simulator.ts';

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly html: string;
}

export interface Form {
  readonly action: string;
  readonly method: string;
  readonly fields: Readonly<Record<string, string>>;
}

const UNESCAPES: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
];
const unescape = (text: string): string => UNESCAPES.reduce((all, [from, to]) => all.replaceAll(from, to), text);

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescape(found);
};

/** The last form of a page. */
export function formOf(html: string, base: string): Form {
  const tag = [...html.matchAll(/<form[^>]*>/g)].at(-1)?.[0];
  if (!tag) throw new Error('The page has no form.');
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = attribute(input, 'name');
    if (name !== undefined) fields[name] = attribute(input, 'value') ?? '';
  }
  return {
    action: new URL(attribute(tag, 'action') ?? '', base).href,
    method: attribute(tag, 'method') ?? 'get',
    fields,
  };
}

export const decodeTemplate = (acsTemplate: string): string => Buffer.from(acsTemplate, 'base64').toString('utf8');

/** Only browsers resolve loopback names such as `bank.localhost`: this calls the address, with the name in the Host header. */
function call(
  simulator: Simulator,
  address: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Page> {
  const { host, pathname, search, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: port || simulator.port,
        path: pathname + search,
        method,
        agent: false,
        headers: { host, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            url: address,
            status: response.statusCode ?? 0,
            headers: response.headers,
            html: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export const get = (simulator: Simulator, address: string): Promise<Page> => call(simulator, address, 'GET');

export const send = (simulator: Simulator, { action, fields }: Form, cookie?: string): Promise<Page> =>
  call(
    simulator,
    action,
    'POST',
    { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
    new URLSearchParams(fields).toString(),
  );

/** From the template to the bank's page. */
export async function goToBank(simulator: Simulator, acsTemplate: string): Promise<Page> {
  const aggregator = await send(simulator, formOf(decodeTemplate(acsTemplate), simulator.url));
  return send(simulator, formOf(aggregator.html, aggregator.url));
}

/** Presses a button of the bank's page. */
export function press(
  simulator: Simulator,
  bank: Page,
  button: 'confirm' | 'cancel' | 'resend' | 'otp-instead' | 'approved',
  otp = '',
): Promise<Page> {
  const form = formOf(bank.html, bank.url);
  return send(simulator, { ...form, fields: { ...form.fields, otp, do: button } });
}

/** From the bank's last page to the form for `return_url`; this form is not sent. */
export async function comeBack(simulator: Simulator, afterBank: Page): Promise<Form> {
  const aggregator = await send(simulator, formOf(afterBank.html, afterBank.url));
  const eximpe = await send(simulator, formOf(aggregator.html, aggregator.url));
  const { location } = eximpe.headers;
  if (typeof location === 'string') {
    return { action: location, method: 'get', fields: Object.fromEntries(new URL(location).searchParams) };
  }
  return formOf(eximpe.html, eximpe.url);
}

/** The whole way, with the right OTP. */
export async function payAtBank(simulator: Simulator, acsTemplate: string): Promise<Form> {
  const bank = await goToBank(simulator, acsTemplate);
  return comeBack(simulator, await press(simulator, bank, 'confirm', '123456'));
}
