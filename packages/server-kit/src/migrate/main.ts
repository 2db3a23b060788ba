#!/usr/bin/env node
// `npx -p @eximpe/server-kit eximpe-migrate --to postgres://…`: brings the tables of a store up to this version of the kit.
import { parseArgs } from 'node:util';
import { storeAt } from './store-at.ts';

const USAGE = `Usage: eximpe-migrate --to <store> [--schema <name>]
  <store>   postgres://user:password@host/database, or the path of a SQLite file
  --schema  of the tables in Postgres; default eximpe
`;

async function main(): Promise<number> {
  const { to, schema } = parseArgs({ options: { to: { type: 'string' }, schema: { type: 'string' } } }).values;
  if (to === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const place = storeAt(to, schema);
  try {
    await place.store.migrate?.();
    process.stdout.write('The tables are there, and up to date.\n');
    return 0;
  } finally {
    await place.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
