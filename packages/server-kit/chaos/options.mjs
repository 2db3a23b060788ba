// What a run is told on the command line.
import { parseArgs } from 'node:util';
import { BROKEN } from './broken.mjs';

export const HELP = `npm run chaos -- [options]

  --payments <number>   how many payments are tried (default 10000)
  --seed <text>         what shoppers, banks, faults and disasters choose (default 1)
  --kits <number>       processes of the shop on one Redis (default 2)
  --minutes <number>    no new payments after so long (default 20)
  --shoppers <number>   at once (default 80; 30 in a run of less than 2000 payments)
  --broken <name>       a kit that is broken on purpose: ${Object.keys(BROKEN).join(', ')}
  --prove               runs each of the broken kits, and fails if one is not found out
  --keep                leaves logs and Redis's files in place
  --help                this text`;

/** Throws for what makes no sense. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      payments: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      kits: { type: 'string', default: '2' },
      minutes: { type: 'string', default: '20' },
      shoppers: { type: 'string' },
      broken: { type: 'string' },
      prove: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { broken } = values;
  if (broken !== undefined && !(broken in BROKEN))
    throw new Error(`--broken: one of ${Object.keys(BROKEN).join(', ')}`);
  const number = (name, otherwise) => {
    const value = Number(values[name] ?? otherwise);
    if (!(value > 0)) throw new Error(`--${name}: a number above 0`);
    return value;
  };
  const payments = number('payments');
  const isShort = payments < 2_000;
  return {
    ...values,
    payments,
    kits: number('kits'),
    minutes: number('minutes'),
    shoppers: number('shoppers', isShort ? 30 : 80),
    /** One disaster for so many attempts. */
    disasterEvery: isShort ? 15 : 40,
    longestFreezeMs: isShort ? 7_000 : 70_000,
    /** After so long it has to be quiet. */
    patienceMs: 120_000,
  };
}
