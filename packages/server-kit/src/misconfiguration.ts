// Mistakes in the app around the kit that only requests reveal: each is logged once, with its remedy.
import { helpFor, type KitErrorCode } from './errors/kit-error.ts';
import type { Log } from './log.ts';
import type { StoreFault } from './payments/ports/store.ts';

/** How the app in front of the kit treats requests, as far as an adapter can see. */
export interface Surroundings {
  /** A body parser ran before the kit. */
  readonly bodyWasParsed: boolean;
  /** A session or cookie middleware ran before the kit. */
  readonly sessionInFront: boolean;
  /** The kit believes every proxy, and so every client. */
  readonly trustsAnyProxy: boolean;
  /** The request names the shopper's address in a header that the options do not tell us to believe. */
  readonly forwardedUnbelieved: boolean;
  /** There is no address at all: neither a connection nor a header that the kit may believe. */
  readonly addressUnknown: boolean;
}

export interface Misconfiguration {
  /** Checks how the app in front of us treats requests. */
  inspect(call: { readonly surroundings: Surroundings }): void;
  /** The return route, where a session in front is a fault. */
  inspectReturn(call: { readonly surroundings: Surroundings }): void;
  /** The form was loaded from, or talks to, another address than the one that the kit tells EximPe. */
  mountElsewhere(seen: string, believed: string): void;
  /** A webhook that nobody signed with our key; `says` has the likely cause. */
  webhookRefused(reason: string, says: string): void;
  webhookAccepted(): void;
  /** @param skewMs EximPe's clock minus ours */
  clockSkew(skewMs: number): void;
  memoryStore(): void;
  storeFault(fault: StoreFault): void;
  /** @param behindMs how far this machine's clock is behind the store's */
  storeClockSkew(behindMs: number): void;
  /** No hook is there to be told what was paid. */
  nobodyTold(): void;
  nobodyIdentified(): void;
}

const MOST_SKEW_MS = 5 * 60_000;
/** Anybody may send one forged webhook; EximPe itself sends each event five times. */
const REFUSED_BEFORE_ALARM = 3;

export function createMisconfiguration(log: Log): Misconfiguration {
  const said = new Set<KitErrorCode>();
  const saidOfStore = new Set<string>();
  let refused = 0;
  let hasAccepted = false;
  const once = (code: KitErrorCode, message: string, details: object = {}, level: 'warn' | 'error' = 'warn'): void => {
    if (said.has(code)) return;
    said.add(code);
    log[level]({ code, help: helpFor(code), ...details }, message);
  };

  return {
    inspect({ surroundings }) {
      if (surroundings.bodyWasParsed) {
        once(
          'EXIMPE_BODY_PARSED_BEFORE',
          'a body parser runs before the kit: card numbers pass through it, and its error page or log may show them. ' +
            'Mount kit.router above express.json()',
        );
      }
      if (surroundings.trustsAnyProxy) {
        once(
          'EXIMPE_TRUST_PROXY_PERMISSIVE',
          'every proxy is trusted: any client can spoof its address, and EximPe gets the false one. Set the number of proxies, or their addresses',
        );
      }
      if (surroundings.forwardedUnbelieved) {
        once(
          'EXIMPE_TRUST_PROXY_UNSET',
          "requests come through a proxy that isn't trusted: EximPe gets the proxy's address, not the shopper's. " +
            "Set Express's `trust proxy`, in Fastify its `trustProxy`, elsewhere the kit's option",
        );
      }
      if (surroundings.addressUnknown) {
        once(
          'EXIMPE_CLIENT_ADDRESS_UNKNOWN',
          "the shopper's address is unknown: pass `clientAddress` or `remoteAddress` to kit.fetch, or set the option `trustProxy`",
        );
      }
    },
    inspectReturn({ surroundings }) {
      if (!surroundings.sessionInFront) return;
      once(
        'EXIMPE_SESSION_BEFORE_RETURN',
        "a session or cookie middleware runs before the kit. The bank's return carries no cookie, so that middleware would " +
          "replace the shopper's session with a new one; the kit drops its cookie. Mount kit.router before it",
      );
    },
    mountElsewhere(seen, believed) {
      once(
        'EXIMPE_MOUNT_ELSEWHERE',
        `shoppers reach the kit at ${seen}, but it is configured for ${believed}: shoppers would not find the bank's page, or ` +
          'the way back from it. Set publicUrl to the address that shoppers use, with any path prefix that a proxy removes',
        { seen, believed },
      );
    },
    webhookRefused(reason, says) {
      // A request without a signature does not come from EximPe: health checks, scanners, our own doctor.
      if (reason === 'no_signature' || hasAccepted) return;
      refused += 1;
      if (refused < REFUSED_BEFORE_ALARM) return;
      once(
        'EXIMPE_WEBHOOKS_NEVER_VERIFY',
        `no webhook has been verified since this process started, and ${refused} were refused: ${says}`,
        { reason },
        'error',
      );
    },
    webhookAccepted() {
      hasAccepted = true;
    },
    clockSkew(skewMs) {
      if (Math.abs(skewMs) < MOST_SKEW_MS) return;
      const skewSeconds = Math.round(skewMs / 1000);
      once('EXIMPE_CLOCK_SKEW', "this machine's clock differs from EximPe's: webhooks may be refused as too old", {
        skewSeconds,
      });
    },
    storeFault({ fault, says }) {
      if (saidOfStore.has(fault)) return;
      saidOfStore.add(fault);
      const code = 'EXIMPE_STORE_UNFIT';
      log.error({ code, help: helpFor(code), fault }, `the store can't keep the promises that the kit needs: ${says}`);
    },
    storeClockSkew(behindMs) {
      once(
        'EXIMPE_STORE_CLOCK_SKEW',
        "this machine's clock differs from the store's: the kit uses the store's. Run an NTP client on this machine",
        { skewSeconds: Math.round(behindMs / 1_000) },
      );
    },
    nobodyTold() {
      once(
        'EXIMPE_NO_ON_PAID',
        'onPaid is missing: nobody learns what was paid. Add the hook; in a job that only asks EximPe, messages wait for a process that has it',
      );
    },
    nobodyIdentified() {
      once(
        'EXIMPE_NOBODY_IDENTIFIED',
        'identifyCustomer has named nobody in any request with a cookie so far. The kit is mounted before session middleware, so ' +
          'the hook has to run it itself: (await runMiddleware(session, native)).session. If all of them were guests, ignore this',
      );
    },
    memoryStore() {
      once(
        'EXIMPE_MEMORY_STORE_IN_PRODUCTION',
        "payments are kept in this process's memory: a restart forgets which were charged. Set the option `store`",
      );
    },
  };
}
