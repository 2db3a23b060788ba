// The kit in a route handler: every method, every address below.
import { shop } from '../../../shop.mjs';

export const dynamic = 'force-dynamic';

const handle = (request) => shop().kit.fetch(request, { native: request });

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
