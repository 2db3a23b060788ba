import { express4 } from '../hosts/express4.ts';
import { conformance } from '../src/conformance.ts';

conformance(express4);
