// Whose saved cards a request is about: those of the shopper whom the shop's server names, at the merchant of the request's checkout.
import { CHECKOUT_PARAMETER } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import type { CardOwner } from '../payments/cards/saved-cards.ts';
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { namedCheckout, type NamedCheckout } from './named-checkout.ts';

/** Undefined for a guest. */
export async function ownerOf(context: RouteContext, call: Call): Promise<CardOwner | undefined> {
  const customer = await context.identifyCustomer(call, nameOf(context, call)?.session);
  return customer === undefined ? undefined : { customer, merchantId: (await merchantOf(context, call)) ?? null };
}

/**
 * PSP accounts: the sub-merchant of the checkout that the request names (`?checkout=`); null for the account's own,
 * undefined when the request names no checkout that the shop knows.
 */
export async function merchantOf(context: RouteContext, call: Call): Promise<string | null | undefined> {
  const named = nameOf(context, call);
  const checkout = named && (await context.resolveCheckout(named.reference, call, named.session));
  return checkout && (checkout.merchantId ?? null);
}

/** Undefined when the request names no checkout, or one that it may not see. */
function nameOf(context: RouteContext, call: Call): NamedCheckout | undefined {
  try {
    return namedCheckout(context, call.query.get(CHECKOUT_PARAMETER));
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
