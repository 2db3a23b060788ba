// GET checkouts/:reference — what the form needs to know before anything is paid.
import type { CheckoutAnswer } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { holdOf } from '../payments/attempt/attempt.ts';
import { canLookUpBins } from '../payments/cards/card-type.ts';
import { notePrice } from '../payments/outcome/latest-price.ts';
import type { Call, Params } from './call.ts';
import type { RouteContext } from './context.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import { mountOf } from './mount.ts';
import { faultOfSession, namedCheckout } from './named-checkout.ts';
import { json, type Reply } from './reply.ts';

export async function checkoutRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const { ports, settings } = context;
  const { reference, session } = namedCheckout(context, params['reference']);
  const checkout = await context.resolveCheckout(reference, call, session);
  const attempts = await ports.store.ofCheckout(reference);
  // The shop may have taken the checkout back: an attempt that is still open must not be paid as if nothing had changed.
  await notePrice(ports, attempts, checkout);
  if (!checkout) throw new ProblemError('checkout_unknown');
  // A shopper who comes back from the bank after the session's end still reads the outcome; after a failure, the form below it takes no more cards.
  const fault = session && attempts.length === 0 ? faultOfSession(ports, session, checkout) : undefined;
  if (fault) throw fault;
  const detects = settings.cardTypes === 'lookup' && (await canLookUpBins(ports, checkout.merchantId ?? null));
  const answer: CheckoutAnswer = {
    reference,
    amount: checkout.amount,
    currency: checkout.currency,
    shopName: settings.shopName,
    ...(settings.shopLogo ? { shopLogo: settings.shopLogo.href } : {}),
    environment: settings.environment,
    networks: [...settings.networks],
    mop: detects ? 'detected' : 'ask',
    ...(settings.savesCards ? { savesCards: (await context.identifyCustomer(call, session)) !== undefined } : {}),
    ...(settings.savesCards && settings.asksCvc ? { asksCvc: true } : {}),
    ...(settings.cvcOptional.length > 0 ? { cvcOptional: [...settings.cvcOptional] } : {}),
    paid: attempts.some((attempt) => holdOf(attempt) === 'paid'),
    ...whereElse(context, call),
  };
  return json(200, answer);
}

/** The form says where it found the kit. The kit writes this to log and console but never relies on it: anybody may have sent it. */
function whereElse({ settings, misconfiguration }: RouteContext, call: Call): Pick<CheckoutAnswer, 'mountedAt'> {
  const told = call.query.get('mount')?.slice(0, 300);
  const believed = mountOf(call, settings.publicUrl).url;
  if (!told || !URL.canParse(told)) return {};
  // The URL parser writes it without line ends: it is an address and nothing else.
  const { protocol, href } = new URL(told);
  const seen = withoutTrailingSlashes(href);
  if (!/^https?:$/.test(protocol) || seen === believed) return {};
  misconfiguration.mountElsewhere(seen, believed);
  return { mountedAt: believed };
}
