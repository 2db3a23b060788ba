// What only the kit itself can check: its credentials, its webhook key, and what EximPe has to approve.
import { networkInterfaces } from 'node:os';
import type { MerchantGateway } from '../payments/ports/gateway.ts';
import type { AccountStore, StoreFault } from '../payments/ports/store.ts';
import { troubleOf } from '../stores/store-trouble.ts';
import { examineChallengeOrigin } from './challenge-origin.ts';
import type { Finding } from './finding.ts';
import { noMount } from './no-answer.ts';

export interface Inside {
  readonly gateway: Pick<MerchantGateway, 'askByReference'>;
  readonly store: Pick<AccountStore, 'ping' | 'put'>;
  readonly storeFaults: readonly StoreFault[];
  readonly baseUrl: string;
  readonly encryptionKeys: readonly string[];
  readonly challengeOrigin: string | undefined;
  /** A webhook that is signed with the given key as EximPe signs; it changes nothing when it arrives. */
  signedPing(encryptionKey: string): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
}

const TIMEOUT_MS = 10_000;
/** A reference of no attempt: EximPe does not know it. */
const NO_REFERENCE = 'CF-00000000-0000-4000-8000-000000000000';

/** @param mount public address of the mount. Sends nothing that could charge or change anything. */
export async function examineInside(inside: Inside, mount: string): Promise<Finding[]> {
  return [
    await credentials(inside),
    ...(await webhookKeys(inside, mount)),
    await store(inside),
    ...(await examineChallengeOrigin(inside.challengeOrigin, mount)),
    approval(mount),
  ];
}

async function credentials({ gateway, baseUrl }: Inside): Promise<Finding> {
  const check = 'credentials';
  const answer = await gateway.askByReference(NO_REFERENCE);
  if (answer.kind === 'absent' || answer.kind === 'known') return { check, ok: true, says: `${baseUrl} accepts them` };
  return {
    check,
    ok: false,
    says:
      answer.kind === 'denied'
        ? `${baseUrl} refuses them, or this server’s IP address is not approved: ${answer.detail}`
        : `they could not be checked: ${answer.detail}`,
  };
}

async function webhookKeys(inside: Inside, mount: string): Promise<Finding[]> {
  return Promise.all(
    inside.encryptionKeys.map(async (key, index) => {
      const check = inside.encryptionKeys.length > 1 ? `webhook key ${index + 1}` : 'webhook key';
      const { body, headers } = inside.signedPing(key);
      try {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const answer = await fetch(`${mount}/webhook`, { method: 'POST', body, headers, signal, redirect: 'manual' });
        const says =
          answer.status === 200
            ? 'a webhook signed with it arrives intact; the first payment shows whether EximPe signs with the same key'
            : `a webhook signed with it gets ${answer.status} instead of 200: something on the way changes its body or headers`;
        return { check, ok: answer.status === 200, says };
      } catch (error) {
        return { check, ok: false, says: noMount(mount, error) };
      }
    }),
  );
}

/** How long the store keeps the note by which the doctor checks that it can write. */
const BRIEF_MS = 1_000;

async function store({ store: place, storeFaults }: Inside): Promise<Finding> {
  const check = 'store';
  try {
    await place.ping();
    await place.put('doctor', 'was here', BRIEF_MS);
  } catch (error) {
    return { check, ok: false, says: `it can't be used: ${troubleOf(error)}` };
  }
  const says = storeFaults.map((fault) => fault.says).join('; ');
  return { check, ok: storeFaults.length === 0, says: says || 'keeps the promises the kit needs, and is writable' };
}

/** The kit can't test these points: the merchant has to arrange them. */
function approval(mount: string): Finding {
  const addresses = Object.values(networkInterfaces())
    .flatMap((addressesOfOne) => addressesOfOne ?? [])
    .filter(({ internal, address }) => !internal && isPublic(address))
    .map(({ address }) => address);
  const own = addresses.length > 0 ? `this machine has ${addresses.join(', ')}` : 'ask your hosting provider';
  return {
    check: 'to be approved by EximPe',
    ok: true,
    says: `the webhook URL ${mount}/webhook, and the IP address of this server’s outgoing calls (${own})`,
  };
}

const isPublic = (address: string): boolean =>
  !/^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cde])/i.test(
    address,
  );
