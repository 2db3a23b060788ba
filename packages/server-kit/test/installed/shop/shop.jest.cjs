const { createEximpeKit } = require('@eximpe/server-kit');
const { SIMULATOR_CREDENTIALS, startSimulator } = require('@eximpe/simulator');
const express = require('express');
const { takeAPayment } = require('./take-a-payment.cjs');

test('the shop takes a payment', async () => {
  const result = await takeAPayment({ express, createEximpeKit, startSimulator, SIMULATOR_CREDENTIALS });
  expect(result.paid).toEqual({ checkout: 'ORDER-1', amount: '1000.00' });
  expect(result.served['card-form.js']).toContain('200');
});

test('a page that imports the form can be tested', () => {
  expect(require('@eximpe/card-form/define').EximpeCardForm.name).toBe('EximpeCardForm');
});
