// What the widget and the server-kit say to each other. A leaf: imports nothing of ours, in zod/mini so that it shakes small.
export * from './amount.ts';
export * from './challenge-mode.ts';
export * from './bin.ts';
export * from './checkout.ts';
export * from './ids.ts';
export * from './initiate.ts';
export * from './languages.ts';
export * from './mop.ts';
export * from './network.ts';
export * from './networks.ts';
export * from './page-data.ts';
export * from './payment.ts';
export * from './payment-status.ts';
export * from './problem.ts';
export * from './routes.ts';
export * from './saved-cards.ts';
export * from './signals.ts';
