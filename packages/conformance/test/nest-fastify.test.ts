import { nestOnFastify } from '../hosts/nest-fastify.ts';
import { conformance } from '../src/conformance.ts';

conformance(nestOnFastify);
