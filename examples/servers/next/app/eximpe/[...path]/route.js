// Every address below /eximpe belongs to the kit.
import { createKit } from '../../../lib/kit.js';

export const dynamic = 'force-dynamic';

/** Made by the first request, not by the build. The proxy in front of Next says who the shopper is; without any, Next itself does. */
const kit = () => (globalThis.kit ??= createKit({ trustProxy: 1 }));

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
