// EximPe's JSON as it may arrive. Only what is used is asked for; everything else may change.
import { z } from 'zod';

const nullishText = z.string().nullish();

export const OrderCreated = z.object({
  data: z.object({
    order_id: z.string().min(1).max(100),
    acs_template: nullishText,
    acstemplate: nullishText,
  }),
});

export const OrderStatus = z.object({
  data: z.object({ order_id: nullishText, status: z.string(), status_message: nullishText }),
});

const ListedPayment = z.object({
  payment_id: nullishText,
  order_id: nullishText,
  order: z.object({ order_id: nullishText, reference_id: nullishText }).nullish(),
  reference_id: nullishText,
  status: z.string(),
  status_message: nullishText,
});
const ListedPayments = z.object({ results: z.array(ListedPayment), count: z.number().nullish() });
export type ListedPayments = z.infer<typeof ListedPayments>;

export const PaymentList = z.object({ data: ListedPayments });

export const BinData = z.object({
  data: z.object({
    bank: nullishText,
    network: nullishText,
    card_type: nullishText,
    is_domestic: z.boolean().nullish(),
  }),
});

/** The four documented error shapes, told apart by what is there. */
const Envelope = z.object({
  error: z.object({
    code: nullishText,
    message: nullishText,
    details: z.unknown().optional(),
    type: nullishText,
    errors: z.array(z.object({ code: nullishText, detail: nullishText, attr: nullishText })).optional(),
  }),
});
const Bare = z.object({ detail: z.string() });
const Loose = z.object({ message: z.string() });

/** An error body in one shape. */
export interface ErrorBody {
  /** `ERR_…`, or null when there was none. */
  readonly code: string | null;
  /** One line; may repeat what was sent, so it is scrubbed before it goes anywhere. */
  readonly message: string;
  /** Paths of refused fields, as EximPe names them (`buyer.phone`), with what is said of each. */
  readonly fields: readonly { readonly path: string; readonly says: string }[];
}

/** Understands all four shapes; null for what is none of them (HTML, nothing). */
export function readErrorBody(body: unknown): ErrorBody | null {
  const envelope = Envelope.safeParse(body);
  if (envelope.success) {
    const { code, message, details, type, errors } = envelope.data.error;
    const listed = (errors ?? []).map(({ attr, detail }) => ({ path: attr ?? '', says: detail ?? '' }));
    const fields = [...flatten(details), ...listed].slice(0, 20);
    return { code: code ?? null, message: message ?? type ?? fields[0]?.says ?? '', fields };
  }
  const bare = Bare.safeParse(body);
  if (bare.success) return { code: null, message: bare.data.detail, fields: [] };
  const loose = Loose.safeParse(body);
  return loose.success ? { code: null, message: loose.data.message, fields: [] } : null;
}

function flatten(details: unknown, path = '', depth = 0): { path: string; says: string }[] {
  if (typeof details === 'string') return [{ path, says: details }];
  if (Array.isArray(details)) return details.slice(0, 5).flatMap((item) => flatten(item, path, depth + 1));
  if (typeof details !== 'object' || details === null || depth > 5) return [];
  return Object.entries(details).flatMap(([key, value]) => flatten(value, path ? `${path}.${key}` : key, depth + 1));
}
