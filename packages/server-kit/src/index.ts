// Card payments with 3-D Secure through EximPe, mounted in one line.
export { createEximpeKit, type EximpeKit } from './kit.ts';
export type { EximpeKitOptions } from './options.ts';
export type { HookContext } from './hook-context.ts';
export type { TrustProxy } from './client-address.ts';
export type { FetchInfo, KitFetch } from './adapters/fetch.ts';
export type { NodeRouter } from './adapters/node.ts';
export { runMiddleware, type ConnectMiddleware } from './adapters/run-middleware.ts';
export type { Address, Buyer, Checkout, Invoice, Product } from './payments/checkout.ts';
export type { FailedPayment, PaidPayment, Payment } from './payments/outbox/payment.ts';
export type { Attention, Notice } from './payments/outbox/attention.ts';
export type { PaymentEvent } from './payments/payment-event.ts';
export type { GatewayNotice } from './payments/gateway-notice.ts';
export { examine } from './doctor/doctor.ts';
export type { Finding } from './doctor/finding.ts';
export type { Health } from './http/health-route.ts';
export { signForTest } from './eximpe/webhook/sign-for-test.ts';
export {
  EximpeWebhookError,
  verifyWebhook,
  type WebhookErrorReason,
  type WebhookHeaders,
} from './eximpe/webhook/verify-webhook.ts';
export type { EximpeEvent } from './eximpe/webhook/event.ts';
export type { ReconcileReport } from './payments/chores.ts';
export type { AttemptId, ChallengeMode, Mop, Network, PaymentStatus, ProblemCode } from '@eximpe/contract';
export {
  CHORES,
  dueAt,
  holdOf,
  isAtRest,
  type Attempt,
  type Chore,
  type RefundState,
  type ReportSource,
} from './payments/attempt/attempt.ts';
export type { ForgottenReport } from './payments/outcome/find-forgotten.ts';
export type { PaperDue } from './payments/outbox/papers.ts';
export type { PaperToCome } from './payments/delivery/papers-to-come.ts';
export type { Message, Queue } from './payments/outbox/message.ts';
export type { Backlog } from './payments/ports/outbox.ts';
export { blind, type Log } from './log.ts';
export type { Bar, Barring, Opening } from './payments/ports/attempts.ts';
export type { Consent, ConsentedCard } from './payments/ports/consents.ts';
export type { Claim, Note } from './payments/ports/notes.ts';
export type { Count, Limit, RateLimits, Use } from './payments/ports/rate-limits.ts';
export type { AccountStore, Store, StoreFault } from './payments/ports/store.ts';
export { EximpeClient, type EximpeClientOptions } from './eximpe/client.ts';
export { EximpeApiError, type ApiErrorKind } from './eximpe/api-error.ts';
export type { DocumentToUpload } from './eximpe/document-upload.ts';
export type { OrderChange, VerificationDetails } from './eximpe/shapes.ts';
export { createRedisStore, type RedisStoreOptions } from './stores/redis/redis-store.ts';
export type { RedisClient } from './stores/redis/redis-commands.ts';
export { createSqliteStore, type SqliteStoreOptions } from './stores/sql/sqlite-store.ts';
export type { SqliteHandle } from './stores/sql/sqlite-driver.ts';
export { createPostgresStore, type PostgresStoreOptions } from './stores/sql/postgres-store.ts';
export type { PostgresClient } from './stores/sql/postgres-client.ts';
export type { CreateLimiter, Limiter, LimiterOptions, LimiterState } from './stores/limiter-counters.ts';
export type { SqlStore } from './stores/sql/sql-store.ts';
export { createKeyValueStore, type KeyValueStoreOptions } from './stores/key-value/key-value-store.ts';
export type { Entry, KeyValues } from './stores/key-value/key-values.ts';
export { MemoryStore } from './stores/memory-store.ts';
export { LIMIT_NAMES, type LimitName } from './velocity/limits.ts';
export { signCheckoutSession, type NewCheckoutSession } from './checkout-session.ts';
export { createPageGuard, type PageGuard, type PageGuardOptions } from './page-guard/page-guard.ts';
export type { PageInventory } from './page-guard/inventory.ts';
export { CheckoutUnavailableError } from './errors/checkout-unavailable.ts';
export { EximpeKitError, type KitErrorCode } from './errors/kit-error.ts';
