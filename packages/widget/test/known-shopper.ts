// A shopper whom the shop knows, with two saved cards, in a scripted form.
import type { SavedCard } from '@eximpe/contract';
import { afterEach, beforeEach, vi } from 'vitest';
import { CHECKOUT, savedOnServer, scriptedForm, type Script } from './scripted-form.ts';

export const VISA: SavedCard = {
  id: 'visa_visa_visa_visa_visa',
  network: 'visa',
  mop: 'debit_card',
  last4: '0003',
  expiryMonth: '05',
  expiryYear: '2030',
  nickname: 'Salary',
};
export const RUPAY: SavedCard = {
  id: 'rupay_rupay_rupay_rupay',
  network: 'rupay',
  mop: 'credit_card',
  last4: '7308',
  expiryMonth: '01',
  expiryYear: '2029',
};

/** Two cards on the server before each test, and nothing left after it. */
export function withTwoSavedCards(): void {
  beforeEach(() => {
    savedOnServer.cards = [VISA, RUPAY];
    savedOnServer.asked = [];
    savedOnServer.slow = undefined;
  });
  afterEach(() => {
    document.body.replaceChildren();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

export async function known(attributes: Readonly<Record<string, string>> = {}): Promise<Script> {
  const script = await scriptedForm(attributes);
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true } });
  await settled(script);
  return script;
}

export async function settled({ form }: Script): Promise<void> {
  for (let i = 0; i < 5; i += 1) await form.updateComplete;
}
export const listed = (script: Script): string => script.form.renderRoot.querySelector('.choices')?.textContent ?? '';
export const button = (script: Script, name: string): HTMLElement | undefined =>
  [...script.form.renderRoot.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === name,
  );
