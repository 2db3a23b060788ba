import { connectHost } from '../hosts/connect.ts';
import { conformance } from '../src/conformance.ts';

conformance(connectHost);
