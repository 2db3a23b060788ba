import { express5 } from '../hosts/express5.ts';
import { conformance } from '../src/conformance.ts';

conformance(express5);
