import { nest } from '../hosts/nest.ts';
import { conformance } from '../src/conformance.ts';

conformance(nest);
