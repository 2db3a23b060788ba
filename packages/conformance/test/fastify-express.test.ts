import { fastifyWithExpress } from '../hosts/fastify-express.ts';
import { conformance } from '../src/conformance.ts';

conformance(fastifyWithExpress);
