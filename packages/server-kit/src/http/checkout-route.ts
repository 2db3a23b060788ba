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
  // Taken back, perhaps: an attempt that is still open must not be paid as if nothing had changed.
  await notePrice(ports, attempts, checkout);
  if (!checkout) throw new ProblemError('checkout_unknown');
  // Who comes back from the bank when it is over still reads what became of it, a failure above a form that takes no card any more.
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

/** The form says where it found the kit. Told to log and console, and never believed: whoever sends it may be anybody. */
function whereElse({ settings, misconfiguration }: RouteContext, call: Call): Pick<CheckoutAnswer, 'mountedAt'> {
  const told = call.query.get('mount')?.slice(0, 300);
  const believed = mountOf(call, settings.publicUrl).url;
  if (!told || !URL.canParse(told)) return {};
  // Written anew by the parser: no line ends, nothing but an address.
  const { protocol, href } = new URL(told);
  const seen = withoutTrailingSlashes(href);
  if (!/^https?:$/.test(protocol) || seen === believed) return {};
  misconfiguration.mountElsewhere(seen, believed);
  return { mountedAt: believed };
}
