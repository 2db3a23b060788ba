import { EximpeCardForm } from '@eximpe/card-form/define';
import { createEximpeKit } from '@eximpe/server-kit';
import { SIMULATOR_CREDENTIALS, startSimulator } from '@eximpe/simulator';
import express from 'express';
import { expect, test } from 'vitest';
import { takeAPayment } from './take-a-payment.cjs';

test('the shop takes a payment', async () => {
  const result = await takeAPayment({ express, createEximpeKit, startSimulator, SIMULATOR_CREDENTIALS });
  expect(result.paid).toEqual({ checkout: 'ORDER-1', amount: '1000.00' });
  expect(result.served['card-form.js']).toContain('200');
});

test('a page that imports the form can be tested', () => {
  expect(EximpeCardForm.name).toBe('EximpeCardForm');
});
