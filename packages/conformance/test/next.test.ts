import { next } from '../hosts/next.ts';
import { conformance } from '../src/conformance.ts';

conformance(next);
