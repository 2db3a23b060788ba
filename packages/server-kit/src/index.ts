// Card payments with 3-D Secure through EximPe, mounted in one line.
export { createEximpeKit, type EximpeKit } from './kit.ts';
export type { EximpeKitOptions } from './options.ts';
export type { Checkout } from './payments/checkout.ts';
export type { SettledPayment } from './payments/settled-payment.ts';
export type { PaymentEvent } from './payments/payment-event.ts';
export type { GatewayNotice } from './payments/gateway-notice.ts';
export { examine, type Finding } from './doctor/doctor.ts';
export type { Health } from './http/health-route.ts';
export { signForTest } from './webhook/sign-for-test.ts';
export type { ReconcileReport } from './payments/reconcile.ts';
export type { Attempt } from './payments/attempt.ts';
export type { Log } from './log.ts';
export type { Claim, Opening, Store } from './store/store.ts';
export { EximpeClient, type EximpeClientOptions } from './gateway/eximpe-client.ts';
export { EximpeApiError, type ApiErrorKind } from './gateway/api-error.ts';
export { createRedisStore, type RedisClient, type RedisStoreOptions } from './store/redis-store.ts';
export { MemoryStore } from './store/memory-store.ts';
export { EximpeKitError, type KitErrorCode } from './errors/kit-error.ts';
