#!/usr/bin/env node
// `npx -p @eximpe/server-kit eximpe-doctor https://shop.example/eximpe`: one line a check; ends with 1 when something is wrong.
import { pageCommand, USAGE } from '../page-guard/command.ts';
import { examine } from './doctor.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === 'page') {
  process.exitCode = await pageCommand(rest, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
} else if (!first || !URL.canParse(first)) {
  process.stderr.write(`Usage: eximpe-doctor <URL of the mount>, e.g. https://shop.example/eximpe\n       ${USAGE}\n`);
  process.exitCode = 2;
} else {
  const findings = await examine(first);
  for (const { check, ok, says } of findings) process.stdout.write(`${ok ? ' ok  ' : 'WRONG'}  ${check}: ${says}\n`);
  process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
}
