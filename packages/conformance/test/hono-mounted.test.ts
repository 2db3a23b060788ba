import { honoMounted } from '../hosts/hono.ts';
import { conformance } from '../src/conformance.ts';

conformance(honoMounted);
