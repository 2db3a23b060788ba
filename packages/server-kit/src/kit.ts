// The composition root: options in, a router and a few verbs out.
import { setTimeout } from 'node:timers/promises';
import { systemClock, type Clock } from './clock.ts';
import { createEximpeGateway } from './eximpe/gateway.ts';
import { createResilientTransport } from './eximpe/resilient-transport.ts';
import { createFetch, type KitFetch } from './adapters/fetch.ts';
import { createNodeRouter, type NodeRouter } from './adapters/node.ts';
import type { RouteContext } from './http/context.ts';
import { gatewayDown, gatewayUp } from './gateway-watch.ts';
import { createHandler } from './http/handler.ts';
import { customerIdentifier } from './http/identify-customer.ts';
import { checkedResolver } from './http/resolve-checkout.ts';
import { createGuards } from './velocity/guards.ts';
import { DOCUMENTED_TEST_CARDS } from './velocity/test-cards.ts';
import { createKeys } from './keys.ts';
import { blind, consoleLog } from './log.ts';
import { createMisconfiguration } from './misconfiguration.ts';
import { examine, type Finding } from './doctor/doctor.ts';
import { examineInside } from './doctor/inside.ts';
import { DEFAULT_MOUNT_PATH } from './adapters/mount-path.ts';
import { signedPing } from './eximpe/webhook/ping.ts';
import { mountOf } from './http/mount.ts';
import { readOptions, type EximpeKitOptions } from './options.ts';
import type { Ports } from './payments/ports/ports.ts';
import { reconcile, type ReconcileReport } from './payments/reconcile.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import { withoutTrailingSlashes } from './trailing-slashes.ts';
import { MemoryStore } from './stores/memory-store.ts';

export interface EximpeKit {
  /**
   * `(req, res, next)` for Express 4 and 5, Connect, Nest, Fastify's middleware and bare `node:http`. Mount it at one path, before body parsers,
   * sessions and CSRF checks: `app.use('/eximpe', kit.router)`.
   */
  readonly router: NodeRouter;
  /**
   * The same as a web-standard handler, for Next.js, Hono, SvelteKit, Astro, Remix, Bun and serverless functions. Takes every request below
   * `/eximpe` (option `mountPath`), or with that path taken off already. Never rejects.
   */
  readonly fetch: KitFetch;
  /**
   * Settles what no webhook and no shopper settled, and repeats `onSettled` calls that threw. The kit does this by itself
   * every few seconds while the process lives; call it from a job when the process does not stay alive.
   */
  reconcile(): Promise<ReconcileReport>;
  /**
   * Looks at this mount from outside, through `publicUrl`, as EximPe and browsers do, and at what only the kit can see: credentials, webhook
   * key, what EximPe has to approve. Charges and changes nothing.
   * @param mountPath path of the mount below that of `publicUrl`; default: the option of that name, else `/eximpe`
   */
  doctor(mountPath?: string): Promise<Finding[]>;
  /**
   * Ends timers, waits for work under way, closes connections and the store; once, however often it is called. From the first call on `GET
   * health` says that nothing is to be sent here.
   */
  close(): Promise<void>;
}

const SWEEP_MS = 5_000;
/** A hook that hangs must not keep a process from ending; what it was told is told again. */
const LONGEST_CLOSE_MS = 10_000;

/** Throws an EximpeKitError that says what to change. */
export const createEximpeKit = <Native>(options: EximpeKitOptions<Native>): EximpeKit =>
  // What `native` is only the shop knows, by the framework it mounts the kit in.
  assembleKit(options as EximpeKitOptions, systemClock);

/** What tests do not want to wait for. */
export interface Pace {
  /** Between two signs of life of an event stream, so that no proxy thinks the connection dead. */
  readonly heartbeatMs: number;
}

const USUAL_PACE: Pace = { heartbeatMs: 15_000 };

/** The same with a clock and a pace that a test can set. */
export function assembleKit(options: EximpeKitOptions, clock: Clock, { heartbeatMs } = USUAL_PACE): EximpeKit {
  const settings = readOptions(options);
  const log = blind(options.log ?? consoleLog);
  const store = options.store ?? new MemoryStore(clock);
  const misconfiguration = createMisconfiguration(log);
  if (!store.durable && (settings.environment === 'production' || process.env['NODE_ENV'] === 'production')) {
    misconfiguration.memoryStore();
  }
  const telemetry = createTelemetry();
  const background = new Set<Promise<unknown>>();
  const ports: Ports = {
    store,
    log,
    clock,
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
          clock,
          onClockSkew: (skewMs) => misconfiguration.clockSkew(skewMs),
          onDown: (detail) => gatewayDown(ports, detail),
          onUp: () => gatewayUp(ports),
        }),
      ),
    ),
    onSettled: options.onSettled,
    onDuplicateCapture: options.onDuplicateCapture,
    duplicateCapture: settings.duplicateCapture,
    explainsFaults: settings.environment === 'sandbox',
    emit(event) {
      telemetry.count(event);
      const failed = (error: unknown): void => log.error({ err: error, event: event.type }, 'onEvent threw');
      try {
        // A hook may be async for all that its type says; what it rejects must not end the process in mid-charge.
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
  let sweeping = false;
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    ports.inBackground(reconcile(ports).finally(() => (sweeping = false)));
  }, SWEEP_MS);
  timer.unref();

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    clearInterval(timer);
    await Promise.race([settled(background), setTimeout(LONGEST_CLOSE_MS, undefined, { ref: false })]);
    await ports.gateway.close();
    await store.close();
  }

  const context: RouteContext = {
    ports,
    settings,
    resolveCheckout: checkedResolver(options.resolveCheckout, settings.apiVersion, ports),
    identifyCustomer: customerIdentifier(options.identifyCustomer, ports, misconfiguration),
    guards: createGuards(ports, settings.limits, ports.explainsFaults ? DOCUMENTED_TEST_CARDS : []),
    misconfiguration,
    isClosing: () => closing !== undefined,
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
    reconcile: () => reconcile(ports),
    async doctor(path = settings.mountPath ?? DEFAULT_MOUNT_PATH) {
      const mount = mountOf({ mountPath: withoutTrailingSlashes(path) }, settings.publicUrl).url;
      const inside = {
        gateway: ports.gateway,
        baseUrl: settings.baseUrl,
        encryptionKeys: settings.encryptionKeys,
        signedPing: (key: string) => signedPing(key, clock.now()),
      };
      return [...(await examine(mount)), ...(await examineInside(inside, mount))];
    },
    close: () => (closing ??= close()),
  };
}

async function settled(work: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (work.size > 0) await Promise.all(work);
}
