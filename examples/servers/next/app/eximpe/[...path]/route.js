// Every address below /eximpe belongs to the kit.
import { kit } from '../../../lib/shop.js';

export const dynamic = 'force-dynamic';

const handle = (request) => kit().fetch(request, { native: request });

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
