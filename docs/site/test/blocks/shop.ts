// The shop that the page about testing assumes.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEximpeKit, type EximpeKitOptions } from '@eximpe/server-kit';
import { SAMPLE_CHECKOUT } from '@eximpe/simulator';

type Given = Pick<EximpeKitOptions, 'clientId' | 'clientSecret' | 'encryptionKey' | 'baseUrl'>;

export async function startShop(
  given: Given,
): Promise<{ url: string; timesPaid(order: string): number; close(): Promise<void> }> {
  const paid: string[] = [];
  const server = createServer((request, response) => {
    kit.router(request, response, () => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const kit = createEximpeKit({
    ...given,
    environment: 'sandbox',
    publicUrl: url,
    unsafeAllowHttp: true,
    secret: 'a-secret-that-only-this-test-uses-0004',
    resolveCheckout: (reference) => ({ ...SAMPLE_CHECKOUT, invoice: { number: `INV-${reference}` } }),
    onPaid: ({ checkout }) => void paid.push(checkout),
    onAttention: () => {},
  });
  return {
    url,
    timesPaid: (order) => paid.filter((each) => each === order).length,
    async close() {
      await kit.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
