#!/usr/bin/env node
// `npx -p @eximpe/server-kit eximpe-doctor https://shop.example/eximpe`: one line a check; ends with 1 when something is wrong.
import { examine } from './doctor.ts';

const [url] = process.argv.slice(2);
if (!url || !URL.canParse(url)) {
  process.stderr.write('Usage: eximpe-doctor <address of the mount>, e.g. https://shop.example/eximpe\n');
  process.exitCode = 2;
} else {
  const findings = await examine(url);
  for (const { check, ok, says } of findings) process.stdout.write(`${ok ? ' ok  ' : 'WRONG'}  ${check}: ${says}\n`);
  process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
}
