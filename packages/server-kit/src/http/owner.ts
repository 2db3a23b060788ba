// Whose saved cards a request is about: the shopper's whom the shop's server names, at the merchant of the checkout it comes from.
import { CHECKOUT_PARAMETER, CheckoutReference } from '@eximpe/contract';
import type { CardOwner } from '../payments/cards/saved-cards.ts';
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';

/** Undefined for a guest. */
export async function ownerOf(context: RouteContext, call: Call): Promise<CardOwner | undefined> {
  const customer = await context.identifyCustomer(call);
  return customer === undefined ? undefined : { customer, merchantId: (await merchantOf(context, call)) ?? null };
}

/**
 * PSP accounts: the sub-merchant of the checkout that the request names (`?checkout=`); null for the account's own, undefined where
 * the request names no checkout that the shop knows.
 */
export async function merchantOf({ resolveCheckout }: RouteContext, call: Call): Promise<string | null | undefined> {
  const reference = CheckoutReference.safeParse(call.query.get(CHECKOUT_PARAMETER));
  const checkout = reference.success ? await resolveCheckout(reference.data, call) : undefined;
  return checkout && (checkout.merchantId ?? null);
}
