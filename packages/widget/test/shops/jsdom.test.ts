// @vitest-environment jsdom
import { inAShopsTests } from './in-a-shops-tests.ts';

inAShopsTests();
