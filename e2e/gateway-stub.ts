// A gateway with one prepared answer to every order, for templates that the simulator never sends.
import { listen } from './listen.ts';

export interface GatewayStub {
  readonly url: string;
  close(): Promise<void>;
}

/** @param answer returns the whole body of the answer to `POST /pg/orders/`; the order stays pending forever */
export async function stubGateway(answer: () => string): Promise<GatewayStub> {
  const order = { order_id: 'OD9888127185', status: 'payment_pending' };
  const bin = { network: 'visa', card_type: 'debit_card' };
  const server = await listen((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const isOrder = request.method === 'POST' && request.url === '/pg/orders/';
    const data = request.url === '/pg/bin/' ? bin : order;
    response.end(isOrder ? answer() : JSON.stringify({ success: true, message: 'ok', data }));
  });
  return { url: `http://localhost:${server.port}`, close: server.close };
}

const answerWith = (bank: { readonly acs_template: string } | { readonly link: string }): string =>
  JSON.stringify({
    success: true,
    message: 'S2S Card Payment Request created successfully',
    data: { order_id: 'OD9888127185', ...bank },
  });

/** EximPe's documented answer around any `acs_template`. */
export const orderAnswer = (template: string): string => answerWith({ acs_template: template });

/** An answer with a link instead of a template. */
export const linkAnswer = (link: string): string => answerWith({ link });
