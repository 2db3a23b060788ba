// The host that a merchant keeps for templates that are not one plain form: there they run natively, and nothing else is served.
import type { Settings } from '../options.ts';
import type { Call } from './call.ts';

/** By host alone: whether it came over TLS is often not known behind a proxy, and says nothing of whose page runs there. */
export const isOnChallengeOrigin = (
  call: Pick<Call, 'origin'>,
  { challengeOrigin }: Pick<Settings, 'challengeOrigin'>,
): boolean => challengeOrigin !== undefined && hostOf(call.origin) === hostOf(challengeOrigin);

/** However it is written: in capitals, with the dot of a full name, with the port that its scheme means anyway. */
const hostOf = (origin: string): string => new URL(origin).host.replace(/:(?:80|443)$/, '').replace(/\.(?=:|$)/, '');
