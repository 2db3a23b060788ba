// The composition root: options in, a router and a few verbs out.
import { setTimeout } from 'node:timers/promises';
import { accountOf } from './account.ts';
import { startLoops } from './chore-loops.ts';
import { systemClock, type Clock } from './clock.ts';
import { createEximpeGateway } from './eximpe/gateway.ts';
import { createResilientTransport } from './eximpe/resilient-transport.ts';
import { createFetch, type KitFetch } from './adapters/fetch.ts';
import { createNodeRouter, type NodeRouter } from './adapters/node.ts';
import { createClosing } from './http/closing.ts';
import type { RouteContext } from './http/context.ts';
import { gatewayDown, gatewayUp } from './gateway-watch.ts';
import { createHandler } from './http/handler.ts';
import { customerIdentifier } from './http/identify-customer.ts';
import { checkedResolver } from './http/resolve-checkout.ts';
import { decisionOf } from './velocity/decision.ts';
import { createGuards } from './velocity/guards.ts';
import { DOCUMENTED_TEST_CARDS } from './velocity/test-cards.ts';
import { createKeys } from './keys.ts';
import { blind, consoleLog } from './log.ts';
import { createMisconfiguration } from './misconfiguration.ts';
import { examine } from './doctor/doctor.ts';
import type { Finding } from './doctor/finding.ts';
import { examineInside } from './doctor/inside.ts';
import { DEFAULT_MOUNT_PATH } from './adapters/mount-path.ts';
import { signedPing } from './eximpe/webhook/ping.ts';
import { mountOf } from './http/mount.ts';
import { readOptions, type EximpeKitOptions } from './options.ts';
import { findForgotten, type ForgottenReport } from './payments/outcome/find-forgotten.ts';
import { papersToCome, type PaperToCome } from './payments/delivery/papers-to-come.ts';
import type { Ports } from './payments/ports/ports.ts';
import { askDue, beginDeliveries, reconcile, refundDue, type ReconcileReport } from './payments/chores.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import { withoutTrailingSlashes } from './trailing-slashes.ts';
import type { Consent } from './payments/ports/consents.ts';
import { MemoryStore } from './stores/memory-store.ts';
import { createStoreClock } from './stores/store-clock.ts';
import { createStoreWatch } from './stores/store-watch.ts';
import { withinDeadline } from './stores/within-deadline.ts';

export interface EximpeKit {
  /**
   * `(req, res, next)` for Express 4 and 5, Connect, Nest, Fastify's middleware and bare `node:http`. Mount it at one path, before body parsers,
   * sessions and CSRF checks: `app.use('/eximpe', kit.router)`.
   */
  readonly router: NodeRouter;
  /**
   * The same as a web-standard handler, for Next.js, Hono, SvelteKit, Astro, Remix, Bun and serverless functions. Handles every request
   * below `/eximpe` (option `mountPath`), and requests from which that path was already removed. Never rejects.
   */
  readonly fetch: KitFetch;
  /**
   * Asks EximPe about payments that are still undecided, delivers waiting messages to your hooks, and refunds second
   * captures. The kit does this itself every few seconds while the process runs; call it from a job if the process
   * does not stay alive.
   */
  reconcile(): Promise<ReconcileReport>;
  /**
   * For use after the store has lost data (a power cut, a failover to a lagging replica, a restored backup): compares the payments that
   * EximPe captured under this kit's references with those in the store, and tells your hooks what they missed. Only for an account
   * whose payments are all made through kits on this store.
   * @param since the earliest time at which data was lost; payments made from then on are compared
   */
  findForgotten(since: Date, options?: { readonly merchantId?: string | null }): Promise<ForgottenReport>;
  /** The papers that you have to send to EximPe in the coming days so that it pays you out, soonest first. See docs/papers.md. */
  papersDue(): Promise<PaperToCome[]>;
  /**
   * Every consent to save a card that a shopper gave or withdrew, oldest first: for disputes, and for shoppers who ask
   * which data you hold. Kept for eight years (an option of the store).
   * @param customer your own id for the shopper
   */
  exportConsents(customer: string): Promise<readonly Consent[]>;
  /**
   * Checks this mount externally, through `publicUrl`, as EximPe and browsers see it, and what only the kit can see:
   * credentials, webhook key, the store, what EximPe has to approve. Charges and changes nothing.
   * @param mountPath path of the mount below that of `publicUrl`; default: the option `mountPath`, else `/eximpe`
   */
  doctor(mountPath?: string): Promise<Finding[]>;
  /**
   * Shuts the kit down gracefully: refuses new charges (503, so that another process takes them), stops timers, answers
   * charges in progress, and ends event streams and long polls, so that `server.close()` can finish; then closes
   * connections and the store. Calling it again has no effect. From the first call on, `GET health` says that this
   * process takes no more requests. Await it, then call `server.close()`.
   */
  close(): Promise<void>;
}

const ASK_EVERY_MS = 5_000;
const REFUND_EVERY_MS = 5_000;
/** A message that could not be delivered at once is delivered soon, whatever else is slow. */
const DELIVER_EVERY_MS = 1_000;
const LOOK_AT_STORE_EVERY_MS = 60_000;
/** A hook that hangs must not keep a process from ending; its message is delivered again later. */
const LONGEST_CLOSE_MS = 10_000;
/** The longest time that a charge needs besides EximPe's answer: for two hooks and the store. */
const LONGEST_BESIDES_MS = 25_000;
/** For every call to the store. */
const STORE_DEADLINE_MS = 2_500;

/** Throws an EximpeKitError that says what to change. */
export const createEximpeKit = <Native>(options: EximpeKitOptions<Native>): EximpeKit =>
  // Only the shop knows the type of `native`: it depends on the framework.
  assembleKit(options as EximpeKitOptions, systemClock);

/** What tests do not want to wait for. */
export interface Pace {
  /** Milliseconds between two heartbeats of an event stream, so that no proxy thinks that the connection is dead. */
  readonly heartbeatMs: number;
}

const USUAL_PACE: Pace = { heartbeatMs: 15_000 };

/** The same with a clock and a pace that a test can set. */
export function assembleKit(options: EximpeKitOptions, localClock: Clock, { heartbeatMs } = USUAL_PACE): EximpeKit {
  const settings = readOptions(options);
  const log = blind(options.log ?? consoleLog);
  const place = options.store ?? new MemoryStore(localClock);
  const kept = place.ofAccount(accountOf(settings));
  // This process's own memory can't hang.
  const store = place instanceof MemoryStore ? kept : withinDeadline(kept, STORE_DEADLINE_MS);
  const clock = createStoreClock(store, localClock);
  const misconfiguration = createMisconfiguration(log);
  const isProduction = settings.environment === 'production' || process.env['NODE_ENV'] === 'production';
  if (!store.durable && isProduction) misconfiguration.memoryStore();
  if (!options.onPaid) misconfiguration.nobodyTold();
  const storeWatch = createStoreWatch(store, clock, misconfiguration, isProduction);
  const telemetry = createTelemetry();
  const background = new Set<Promise<unknown>>();
  const ports: Ports = {
    store,
    log,
    clock,
    startedAtMs: clock.now(),
    keys: createKeys(settings.secrets),
    gateway: telemetry.observe(
      createEximpeGateway(
        createResilientTransport({
          baseUrl: settings.baseUrl,
          clientId: settings.clientId,
          clientSecret: settings.clientSecret,
          merchantId: settings.merchantId,
          apiVersion: settings.apiVersion,
          timeoutMs: settings.gatewayTimeoutMs,
          clock: localClock,
          onClockSkew: (skewMs) => misconfiguration.clockSkew(skewMs),
          onDown: (detail) => gatewayDown(ports, detail),
          onUp: () => gatewayUp(ports),
        }),
      ),
    ),
    longestCallMs: settings.gatewayTimeoutMs,
    hooks: { onPaid: options.onPaid, onFailed: options.onFailed, onAttention: options.onAttention },
    duplicateCapture: settings.duplicateCapture,
    explainsFaults: settings.environment === 'sandbox',
    async decided(attempt) {
      const decision = decisionOf(attempt);
      if (decision) await guards.decided(decision);
    },
    emit(event) {
      telemetry.count(event);
      const failed = (error: unknown): void => log.error({ err: error, event: event.type }, 'onEvent threw');
      try {
        // A hook may be async whatever its type says; its rejection must not end the process during a charge.
        Promise.resolve(options.onEvent?.(event)).catch(failed);
      } catch (error) {
        failed(error);
      }
    },
    inBackground(work) {
      const guarded = work
        .catch((error: unknown) => log.error({ err: error }, 'background work failed'))
        .finally(() => background.delete(guarded));
      background.add(guarded);
    },
  };
  const stopLoops = startLoops(
    [
      { everyMs: ASK_EVERY_MS, work: () => askDue(ports) },
      { everyMs: REFUND_EVERY_MS, work: () => refundDue(ports) },
      { everyMs: DELIVER_EVERY_MS, work: () => beginDeliveries(ports) },
      { everyMs: LOOK_AT_STORE_EVERY_MS, work: () => storeWatch.look() },
    ],
    (work) => ports.inBackground(work),
  );
  ports.inBackground(storeWatch.look());

  const closing = createClosing();
  async function close(): Promise<void> {
    closing.begin();
    stopLoops();
    await closing.idle(settings.gatewayTimeoutMs + LONGEST_BESIDES_MS);
    await Promise.race([settled(background), setTimeout(LONGEST_CLOSE_MS, undefined, { ref: false })]);
    await ports.gateway.close();
    await place.close();
  }
  let closed: Promise<void> | undefined;

  const guards = createGuards(ports, settings.limits, ports.explainsFaults ? DOCUMENTED_TEST_CARDS : []);

  const context: RouteContext = {
    ports,
    settings,
    resolveCheckout: checkedResolver(options.resolveCheckout, settings.apiVersion, ports),
    identifyCustomer: customerIdentifier(options.identifyCustomer, ports, misconfiguration),
    guards,
    misconfiguration,
    storeFaults: () => storeWatch.faults(),
    closing,
    heartbeatMs,
  };
  const adapter = {
    handle: createHandler(context),
    trustProxy: settings.trustProxy,
    mountPath: settings.mountPath,
  };

  return {
    router: createNodeRouter(adapter),
    fetch: createFetch(adapter),
    async reconcile() {
      await storeWatch.look();
      return reconcile(ports);
    },
    findForgotten: (since, { merchantId = null } = {}) => findForgotten(ports, since.getTime(), merchantId),
    papersDue: () => papersToCome(ports),
    exportConsents: (customer) => ports.store.consentsOf(customer),
    async doctor(path = settings.mountPath ?? DEFAULT_MOUNT_PATH) {
      const mount = mountOf({ mountPath: withoutTrailingSlashes(path) }, settings.publicUrl).url;
      await storeWatch.look();
      const inside = {
        gateway: ports.gateway.of(null),
        baseUrl: settings.baseUrl,
        encryptionKeys: settings.encryptionKeys,
        challengeOrigin: settings.challengeOrigin,
        store,
        storeFaults: storeWatch.faults(),
        signedPing: (key: string) => signedPing(key, localClock.now()),
      };
      return [...(await examine(mount)), ...(await examineInside(inside, mount))];
    },
    close: () => (closed ??= close()),
  };
}

async function settled(work: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (work.size > 0) await Promise.all(work);
}
