// Node's own server, without any framework.
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

export const nodeHttp: Host = {
  name: 'node:http',
  quirks: { hasNoParser: 'there is none' },
  open: inProcess(
    (kit, { setsCookies }) =>
      (request, response) => {
        if (setsCookies) response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
        kit.router(request, response);
      },
    'kit',
  ),
};
