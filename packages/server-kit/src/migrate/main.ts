#!/usr/bin/env node
// `npx -p @eximpe/server-kit eximpe-migrate --to postgres://…`: makes the tables of a store, and with `--from` moves payments into it.
import { parseArgs } from 'node:util';
import { contentsAt } from './contents-at.ts';
import { copyContents } from './copy-contents.ts';
import { troubleOf } from '../stores/store-trouble.ts';
import { storeAt } from './store-at.ts';

const USAGE = `Usage: eximpe-migrate [--from <store>] --to <store> [--schema <name>] [--prefix <text>]
  --to      postgres://user:password@host/database, or the path of a SQLite file: its tables are created, or brought up to date
  --from    the same, or redis://host:6379: its records are copied, any number of times; newer records in --to are kept
  --schema  of the tables in Postgres; default eximpe
  --prefix  of the keys in Redis; default eximpe:
`;

const text = { type: 'string' } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { from: text, to: text, schema: text, prefix: text } });
  if (values.to === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const to = storeAt(values.to, values.schema);
  try {
    await to.store.migrate();
    process.stdout.write('The tables exist and are up to date.\n');
    if (values.from === undefined) return 0;
    const from = await contentsAt(values.from, values);
    try {
      const copied = await copyContents(from, to.store);
      process.stdout.write(
        `Copied: ${Object.entries(copied)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', ')}.\n`,
      );
    } finally {
      await from.close();
    }
    return 0;
  } finally {
    await to.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${troubleOf(error)}\n`);
  process.exitCode = 1;
}
