// The host that a merchant keeps for templates that are not one plain form: there they run natively, and the kit serves nothing else.
import type { Settings } from '../options.ts';
import type { Call } from './call.ts';

/** Compares the host only: behind a proxy the kit often does not know whether a request came over TLS, and TLS does not tell whose page runs there. */
export const isOnChallengeOrigin = (
  call: Pick<Call, 'origin'>,
  { challengeOrigin }: Pick<Settings, 'challengeOrigin'>,
): boolean => challengeOrigin !== undefined && hostOf(call.origin) === hostOf(challengeOrigin);

/** The same for every spelling: with capitals, a final dot, or the default port of the scheme. */
const hostOf = (origin: string): string => new URL(origin).host.replace(/:(?:80|443)$/, '').replace(/\.(?=:|$)/, '');
