// Reads a request for an order; throws with all complaints at once.
import type { z } from 'zod';
import type { ApiVersion } from '../book/order.ts';
import type { Quirk } from '../quirks.ts';
import type { PaymentNames } from '../world.ts';
import { errors } from './api-error.ts';
import { detailsOf } from './fields.ts';
import { orderSchemas, type OrderSchemas } from './order-fields.ts';

const MOST_RUPEES = 10_000_000;

export interface OrderRequest {
  readonly base: z.output<OrderSchemas['s2s']>;
  readonly card:
    | { readonly kind: 'new'; readonly details: z.output<OrderSchemas['newCard']> }
    | { readonly kind: 'saved'; readonly details: z.output<OrderSchemas['savedCard']> }
    | null;
}

export const namesOf = (base: OrderRequest['base']): PaymentNames => ({
  referenceId: base.reference_id,
  invoiceNumber: base.invoice?.number,
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function collectionModeOf(body: unknown, version: ApiVersion): 's2s' | 'hosted_payment' {
  const mode = isRecord(body) ? body['collection_mode'] : undefined;
  if (mode === 's2s' || mode === 'hosted_payment') return mode;
  if (mode === undefined && version !== '3.0.0') return 'hosted_payment';
  throw errors.invalidOrder({ collection_mode: 'Invalid collection mode' });
}

/** Throws `ApiError` with every complaint at once. It echoes the request's values only where the documents do. */
export type ReadOrderRequest = (body: unknown, version: ApiVersion, nowMs: number) => OrderRequest;

export function orderReader(quirks: ReadonlySet<Quirk>): ReadOrderRequest {
  const kept = new Map<string, OrderSchemas>();
  const schemasOf = (version: ApiVersion, year: number): OrderSchemas => {
    const key = `${version} in ${year}`;
    const schemas = kept.get(key) ?? orderSchemas({ version, quirks, year });
    kept.set(key, schemas);
    return schemas;
  };
  return (body, version, nowMs) => read(body, version, schemasOf(version, new Date(nowMs).getUTCFullYear()));
}

function read(body: unknown, version: ApiVersion, schemas: OrderSchemas): OrderRequest {
  if (!isRecord(body)) throw errors.invalidOrder({ non_field_errors: 'Invalid data. Expected a dictionary.' });
  const isCard = collectionModeOf(body, version) === 's2s';
  const base = (isCard ? schemas.s2s : schemas.hosted).safeParse(body);
  const card = isCard ? readCard(body['card_details'], schemas) : null;
  const issues = [...(base.error?.issues ?? []), ...(card && 'issues' in card ? card.issues : [])];
  if (!base.success || (card && 'issues' in card)) throw errors.invalidOrder(detailsOf(issues));
  checkAmount(Number(base.data.amount));
  if (isCard) refuseOtherModes(base.data.mop_type, version);
  return { base: base.data, card };
}

function checkAmount(rupees: number): void {
  if (rupees <= 0) throw errors.invalidOrder({ total_amount: 'Total amount must be greater than 0' });
  if (rupees > MOST_RUPEES) {
    throw errors.invalidOrder({ total_amount: 'Total amount must be less than or equal to 10,000,000' });
  }
}

/** The simulator plays cards; version 3 has no S2S cards at all. */
function refuseOtherModes(mopType: string | undefined, version: ApiVersion): void {
  const isCard = mopType === 'credit_card' || mopType === 'debit_card';
  if (version === '3.0.0') throw errors.invalidOrder({ collection_mode: 'Invalid collection mode' });
  if (!isCard) throw errors.invalidOrder({ mop_type: 'Invalid mop type' });
}

type Issues = { readonly issues: readonly z.core.$ZodIssue[] };

function readCard(given: unknown, { newCard, savedCard }: OrderSchemas): NonNullable<OrderRequest['card']> | Issues {
  const isSaved = isRecord(given) && given['token'] !== undefined;
  const parsed = isSaved ? savedCard.safeParse(given) : newCard.safeParse(given);
  if (!parsed.success) {
    return { issues: parsed.error.issues.map((issue) => ({ ...issue, path: ['card_details', ...issue.path] })) };
  }
  return isSaved
    ? { kind: 'saved', details: parsed.data as z.output<OrderSchemas['savedCard']> }
    : { kind: 'new', details: parsed.data as z.output<OrderSchemas['newCard']> };
}
