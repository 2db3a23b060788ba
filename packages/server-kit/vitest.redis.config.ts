// What a shopper and a merchant are promised, once more with payments in a real Redis.
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['@eximpe/source', ...defaultServerConditions];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'server-kit on redis',
    include: [
      'test/{rate-limits,credit-or-debit,duplicates,late-and-strange,paying,saved-cards,waiting,webhooks}.test.ts',
    ],
    globalSetup: 'test/redis-for-all.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
