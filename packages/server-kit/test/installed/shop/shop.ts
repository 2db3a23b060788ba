// A merchant's own code, under TypeScript's strictest settings.
import {
  createEximpeKit,
  EximpeApiError,
  EximpeClient,
  EximpeKitError,
  MemoryStore,
  type Attention,
  type Checkout,
  type EximpeKit,
  type EximpeKitOptions,
  type FailedPayment,
  type PaidPayment,
  type PaymentEvent,
} from '@eximpe/server-kit';
import { SIMULATOR_CREDENTIALS, startSimulator, TEST_CARDS } from '@eximpe/simulator';
import express from 'express';
import type { EximpeCardForm, EximpeOutcomeEvent } from '@eximpe/card-form';
import { registerLanguage } from '@eximpe/card-form/define';
import { takeAPayment } from './take-a-payment.cjs';

const checkout: Checkout = {
  amount: '1000.00',
  currency: 'INR',
  buyer: { name: 'Asha Menon', email: 'asha@example.com', phone: '+919876543210', address: { postalCode: '682002' } },
  product: { name: 'Table runner', typeOfGoods: 'service' },
  invoice: { number: 'INV-1' },
};
// @ts-expect-error -- an amount is text: numbers lose paise
export const wrong: Checkout = { ...checkout, amount: 1000 };

export const options: EximpeKitOptions = {
  ...SIMULATOR_CREDENTIALS,
  environment: 'sandbox',
  publicUrl: 'https://shop.example',
  secret: 'a-secret-of-thirty-two-characters-or-more',
  store: new MemoryStore(),
  resolveCheckout: (reference) => (reference === 'ORDER-1' ? checkout : undefined),
  onPaid(payment: PaidPayment) {
    const id: string | null = payment.paymentId;
    return void id;
  },
  onFailed: ({ problem }: FailedPayment) => void problem,
  onAttention: (attention: Attention) => void (attention.type === 'dispute' && attention.replyBefore),
  onEvent: (event: PaymentEvent) => void event.type,
};
export const mount = (kit: EximpeKit) => express().use('/eximpe', kit.router);
export const isOurs = (error: unknown): boolean => error instanceof EximpeApiError || error instanceof EximpeKitError;
export const clients: unknown[] = [EximpeClient, TEST_CARDS];
export const listen = (form: EximpeCardForm): void =>
  form.addEventListener('eximpe-outcome', ({ detail }: EximpeOutcomeEvent) => void detail.status);
export const inHindi: typeof registerLanguage = registerLanguage;

void takeAPayment({ express, createEximpeKit, startSimulator, SIMULATOR_CREDENTIALS }).then((result) =>
  console.log(JSON.stringify(result)),
);
