module.exports = { testMatch: ['**/shop.jest.cjs'], testTimeout: 60_000 };
