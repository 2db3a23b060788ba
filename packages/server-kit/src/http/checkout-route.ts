// GET checkouts/:reference — what the form needs to know before anything is paid.
import { CheckoutReference, type CheckoutAnswer } from '@eximpe/contract';
import type { RequestHandler } from 'express';
import { ProblemError } from '../errors/problem-error.ts';
import { holdOf } from '../payments/attempt.ts';
import { canLookUpBins } from '../payments/card-type.ts';
import type { RouteContext } from './context.ts';
import { sendJson } from './send-json.ts';

export function checkoutRoute(context: RouteContext): RequestHandler<{ reference: string }> {
  const { ports, settings, resolveCheckout } = context;
  return async (request, response) => {
    const reference = CheckoutReference.safeParse(request.params.reference);
    const checkout = reference.success ? await resolveCheckout(reference.data, request) : undefined;
    if (!reference.success || !checkout) throw new ProblemError('checkout_unknown');
    const attempts = await ports.store.ofCheckout(reference.data);
    const detects = settings.cardTypes === 'lookup' && (await canLookUpBins(ports));
    const answer: CheckoutAnswer = {
      reference: reference.data,
      amount: checkout.amount,
      currency: checkout.currency,
      environment: settings.environment,
      networks: [...settings.networks],
      mop: detects ? 'detected' : 'ask',
      ...(settings.savesCards ? { savesCards: (await context.identifyCustomer(request)) !== undefined } : {}),
      ...(settings.savesCards && settings.asksCvc ? { asksCvc: true } : {}),
      ...(settings.cvcOptional.length > 0 ? { cvcOptional: [...settings.cvcOptional] } : {}),
      paid: attempts.some((attempt) => holdOf(attempt) === 'paid'),
    };
    sendJson(response, 200, answer);
  };
}
