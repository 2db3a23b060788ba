import { hono } from '../hosts/hono.ts';
import { conformance } from '../src/conformance.ts';

conformance(hono);
