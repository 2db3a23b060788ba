// Connect.
import connect from 'connect';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

export const connectHost: Host = {
  name: 'Connect',
  quirks: { hasNoParser: 'it has none of its own' },
  open: inProcess((kit, { setsCookies }) => {
    const app = connect();
    if (setsCookies) {
      app.use((_request, response, next) => {
        response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
        next();
      });
    }
    return app.use('/eximpe', kit.router);
  }, 'kit'),
};
