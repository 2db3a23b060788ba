import { nodeHttp } from '../hosts/node-http.ts';
import { conformance } from '../src/conformance.ts';

conformance(nodeHttp);
