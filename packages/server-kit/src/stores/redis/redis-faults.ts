// Finds what breaks the kit's promises in a Redis, from its answer to INFO.
import type { StoreFault } from '../../payments/ports/store.ts';

/** From this version on, Redis and Valkey have `ZADD LT` and `GETDEL`. */
const OLDEST = [6, 2] as const;

/** @param info the text that the command INFO answers */
export function faultsOf(info: string): StoreFault[] {
  const fields = new Map(
    info
      .split(/\r?\n/)
      .filter((line) => line.includes(':') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const),
  );
  return [tooOld(fields), evicts(fields), forgets(fields)].flatMap((fault) => fault ?? []);
}

type Fields = ReadonlyMap<string, string>;

function tooOld(fields: Fields): StoreFault | undefined {
  // Valkey calls itself Redis 7.2 as well, for old clients.
  const version = fields.get('redis_version') ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (version === '' || major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  const says = `this is Redis ${version}: the kit needs ${OLDEST.join('.')} or newer, or Valkey`;
  return { fault: 'too_old', says, matters: 'always' };
}

function evicts(fields: Fields): StoreFault | undefined {
  const policy = fields.get('maxmemory_policy');
  if (policy === undefined || policy === 'noeviction') return undefined;
  const says = `its maxmemory-policy is ${policy}: when memory runs low it forgets payments. Set it to noeviction, or give payments their own Redis`;
  return { fault: 'evicts', says, matters: 'always' };
}

function forgets(fields: Fields): StoreFault | undefined {
  const isOn = fields.get('aof_enabled');
  if (isOn === undefined || isOn === '1') return undefined;
  const says =
    'its append-only file is off: a crash or restart forgets the payments since the last snapshot, or all. Set appendonly yes';
  return { fault: 'forgets', says, matters: 'in production' };
}
