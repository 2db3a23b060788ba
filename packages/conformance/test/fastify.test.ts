import { fastify } from '../hosts/fastify.ts';
import { conformance } from '../src/conformance.ts';

conformance(fastify);
