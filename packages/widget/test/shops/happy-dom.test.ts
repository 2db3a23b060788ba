// @vitest-environment happy-dom
import { inAShopsTests } from './in-a-shops-tests.ts';

inAShopsTests();
