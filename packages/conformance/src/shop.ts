// The shop that stands in every server: what its kit is given, and what it saw. Imports types only, so that Next can bundle it.
import type {
  AccountStore,
  Checkout,
  EximpeKit,
  EximpeKitOptions,
  MemoryStore,
  PaidPayment,
  PaymentEvent,
} from '@eximpe/server-kit';
import type { assembleKit } from '../../server-kit/src/kit.ts';

/** Plain data: a server in another process is given it, too. */
export interface Setup {
  readonly gatewayUrl: string;
  readonly credentials: Pick<EximpeKitOptions, 'clientId' | 'clientSecret' | 'encryptionKey'>;
  /** What every order costs, and who buys it. */
  readonly checkout: Omit<Checkout, 'invoice'>;
  /** One proxy stands in front and ends TLS. */
  readonly behindProxy?: boolean;
  /** Whom the framework, or else the kit, is told to believe: a proxy on this machine, or by mistake everybody. */
  readonly trusts?: 'loopback' | true;
  readonly longestAnswerSeconds?: number;
  /** The framework's own body parser runs before the kit. */
  readonly parsesBodies?: boolean;
  /** Something in front of the kit sets two cookies. */
  readonly setsCookies?: boolean;
}

/** What a hook was given. */
export interface HookCall {
  readonly reference: string;
  readonly url: string;
  readonly cookie: string | null;
  readonly hasNative: boolean;
}

export interface Seen {
  readonly paid: readonly PaidPayment[];
  readonly events: readonly PaymentEvent[];
  readonly logLines: readonly string[];
  readonly hookCalls: readonly HookCall[];
  /** Somebody waits for news of a payment: streams and answers that are held back. */
  readonly watchers: number;
  /** How often somebody began to. */
  readonly watches: number;
  /** Promises that were rejected and that nobody caught. */
  readonly unhandled: readonly string[];
}

export interface Shop {
  readonly kit: EximpeKit;
  seen(): Seen;
  close(): Promise<void>;
}

export interface KitParts {
  readonly assembleKit: typeof assembleKit;
  readonly MemoryStore: typeof MemoryStore;
}

/** The public address where TLS ends at a proxy. */
export const PUBLIC_URL = 'https://shop.example';
/** Another origin that the shop lets in. */
export const FRIEND = 'https://pay.shop.example';
const HEARTBEAT_MS = 40;

/** References with these words are about what can break. */
export const THROWS = 'THROWS';
export const AWAY = 'AWAY';

/**
 * @param url where the server itself listens
 * @param trustProxy whom the kit itself is told to believe
 */
export function openShop(
  { assembleKit: assemble, MemoryStore: Store }: KitParts,
  setup: Setup,
  url: string,
  trustProxy?: EximpeKitOptions['trustProxy'],
): Shop {
  const paid: PaidPayment[] = [];
  const events: PaymentEvent[] = [];
  const logLines: string[] = [];
  const hookCalls: HookCall[] = [];
  const unhandled: string[] = [];
  let [watchers, watches] = [0, 0];

  class WatchedStore extends Store {
    override ofAccount(account: string): AccountStore {
      const inner = super.ofAccount(account);
      const [watch, ofCheckout] = [inner.watch.bind(inner), inner.ofCheckout.bind(inner)];
      return Object.assign(inner, {
        async watch(...args: Parameters<AccountStore['watch']>): Promise<() => void> {
          const stop = await watch(...args);
          watchers += 1;
          watches += 1;
          return () => {
            watchers -= 1;
            stop();
          };
        },
        ofCheckout: (checkout: string): ReturnType<AccountStore['ofCheckout']> =>
          checkout.startsWith(AWAY) ? Promise.reject(new Error('no route to the store')) : ofCheckout(checkout),
      });
    }
  }

  const write = (details: object, message: string): void => void logLines.push(`${message} ${JSON.stringify(details)}`);
  const kit = assemble(
    {
      ...setup.credentials,
      environment: 'sandbox',
      baseUrl: setup.gatewayUrl,
      publicUrl: setup.behindProxy ? PUBLIC_URL : url,
      unsafeAllowHttp: !setup.behindProxy,
      secret: 'a-secret-that-only-these-tests-use-01',
      allowedOrigins: [FRIEND],
      limits: false,
      store: new WatchedStore(),
      log: { info: write, warn: write, error: write },
      ...(setup.longestAnswerSeconds === undefined ? {} : { longestAnswerSeconds: setup.longestAnswerSeconds }),
      ...(trustProxy === undefined ? {} : { trustProxy }),
      resolveCheckout(reference, { request, native }) {
        hookCalls.push({
          reference,
          url: request.url,
          cookie: request.headers.get('cookie'),
          hasNative: typeof native === 'object' && native !== null,
        });
        if (reference.startsWith(THROWS)) throw new Error('the database is away');
        if (!/^(?:ORDER|AWAY)/.test(reference)) return undefined;
        return { ...setup.checkout, invoice: { number: `INV-${reference}` } };
      },
      onPaid: (payment) => {
        if (payment.checkout.endsWith(THROWS)) throw new Error('onPaid has no database');
        paid.push(payment);
      },
      async onEvent(event) {
        events.push(event);
        // Every event of these is told to a hook that rejects.
        if ('checkout' in event && event.checkout.endsWith(THROWS)) await Promise.reject(new Error('no counter'));
      },
    },
    { now: () => Date.now() },
    { heartbeatMs: HEARTBEAT_MS },
  );

  const onUnhandled = (reason: unknown): void => void unhandled.push(String(reason));
  process.on('unhandledRejection', onUnhandled);
  return {
    kit,
    seen: () => ({ paid, events, logLines, hookCalls, watchers, watches, unhandled }),
    async close() {
      await kit.close();
      process.off('unhandledRejection', onUnhandled);
    },
  };
}
