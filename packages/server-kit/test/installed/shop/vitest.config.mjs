export default { test: { include: ['shop.vitest.mjs'], testTimeout: 60_000 } };
