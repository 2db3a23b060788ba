import { events } from '../hosts/events.ts';
import { conformance } from '../src/conformance.ts';

conformance(events);
