// Makes an order out of an accepted request.
import { scenarioOfCard } from '../test-cards.ts';
import { binOf } from './bins.ts';
import { errors } from './api-error.ts';
import type { Caller } from './caller.ts';
import { namesOf, type OrderRequest } from './order-request.ts';
import type { ScenarioName } from '../scenarios.ts';
import type { World } from '../world.ts';
import type { CardFace, CardToSave, Challenge, Order } from '../book/order.ts';

/** Throws `ApiError` when `reference_id` or `invoice.number` was used, or the token is not the identifier's. */
export function openOrder(world: World, caller: Caller, { base, card }: OrderRequest): Order {
  demandUnused(world, caller, base.reference_id, base.invoice?.number);
  const { ids, clock } = world;
  const paid = card && cardOf(world, caller, card, base.mop_type ?? '');
  const { scenario, course } = world.chooseCourse(namesOf(base), paid?.scenario);
  const nowMs = clock.now();
  const uuid = world.settings.quirks.has('uuid-ids');
  const order: Order = {
    id: uuid ? ids.uuid('OD') : ids.numbered('OD'),
    clientId: caller.clientId,
    merchantId: caller.merchantId,
    apiVersion: caller.version,
    referenceId: base.reference_id,
    amount: Number(base.amount).toFixed(2),
    currency: base.currency,
    mopType: base.mop_type ?? null,
    collectionMode: card ? 's2s' : 'hosted_payment',
    returnUrl: base.return_url ?? null,
    sessionId: card ? null : ids.hex('session', 64),
    buyer: base.buyer,
    product: base.product,
    invoice: base.invoice ?? null,
    airWaybills: [],
    verification: 'not_needed',
    dispute: null,
    card: paid?.face ?? null,
    cardToSave: paid?.toSave ?? null,
    scenario,
    course,
    challenge: card && course.challenge !== 'none' ? newChallenge(world, course.challenge) : null,
    payment: {
      id: uuid ? ids.uuid('PR') : ids.numbered('PR'),
      createdAtMs: nowMs,
      status: 'pending',
      statusMessage: null,
      completedAtMs: null,
      bankRefNum: null,
      settlement: null,
    },
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'payment_pending',
    statusMessage: null,
    cancelled: false,
    category: null,
    progress: 'open',
  };
  world.book.addOrder(order);
  return order;
}

/** Throws `ApiError`. */
export function demandUnused(
  world: World,
  caller: Caller,
  referenceId: string,
  invoiceNumber: string | undefined,
): void {
  const forEver = caller.version === '3.0.0' || world.settings.quirks.has('reference-unique-forever');
  const earlier = world.book.orders({ clientId: caller.clientId, merchantId: caller.merchantId });
  if (earlier.some((order) => order.referenceId === referenceId && (forEver || order.status !== 'failed'))) {
    throw errors.invalidOrder({
      reference_id: forEver ? 'Reference ID already exists' : 'Reference ID must be unique',
    });
  }
  if (invoiceNumber === undefined) return;
  if (earlier.some((order) => order.invoice?.number === invoiceNumber && order.status !== 'failed')) {
    throw errors.invalidOrder({ invoice: { number: 'Invoice Number already exists' } });
  }
}

function newChallenge({ ids }: World, asks: Challenge['asks']): Challenge {
  return {
    md: ids.hex('MD', 64),
    paReq: ids.hex('PaReq', 1248),
    merchantHash: ids.hex('merchant-hash', 64),
    asks,
    askedApp: false,
    isApproved: false,
    state: 'waiting',
    wrongOtps: 0,
    otpsSent: 1,
    expiry: null,
  };
}

interface PayingCard {
  readonly face: CardFace;
  readonly toSave: CardToSave | null;
  readonly scenario: ScenarioName | undefined;
}

function cardOf(world: World, caller: Caller, card: NonNullable<OrderRequest['card']>, mopType: string): PayingCard {
  const cardType = mopType === 'debit_card' ? 'debit_card' : 'credit_card';
  if (card.kind === 'saved') {
    const saved = world.book.token(card.details.token, caller.clientId);
    if (!saved) throw errors.invalidOrder({ card_details: { token: 'Card token not found' } });
    if (saved.identifier !== card.details.identifier) {
      throw errors.invalidOrder({ card_details: { token: 'Card token does not belong to the specified identifier' } });
    }
    return { face: saved.face, toSave: null, scenario: saved.scenario };
  }
  const { number, cardholder_name: holder, network, save_card: save, identifier, nickname } = card.details;
  const bin = binOf(number);
  const face: CardFace = {
    network,
    cardType,
    mask: 'X'.repeat(number.length - 4) + number.slice(-4),
    holder,
    issuer: bin?.bank ?? null,
    domestic: bin?.is_domestic ?? true,
  };
  const scenario = scenarioOfCard(number);
  const toSave: CardToSave | null =
    save && identifier !== undefined
      ? {
          face,
          identifier,
          nickname: nickname ?? '',
          expiryMonth: Number(card.details.expiry_month),
          expiryYear: Number(card.details.expiry_year),
          scenario,
        }
      : null;
  return { face, toSave, scenario };
}
