// What POST /pg/orders/ takes: fields, formats and lengths as the documents state them, per version and quirk.
import { isIP } from 'node:net';
import { z } from 'zod';
import type { ApiVersion } from '../book/order.ts';
import type { Quirk } from '../quirks.ts';
import type { PaymentNames } from '../world.ts';
import { boolean, detailsOf, object, optionalText, pattern, text, word } from './fields.ts';
import { errors } from './api-error.ts';

const MOST_RUPEES = 10_000_000;
const MOPS = ['credit_card', 'debit_card', 'upi', 'net_banking', 'wallet', 'qr', 'emi'] as const;
const NETWORKS = ['visa', 'mastercard', 'rupay', 'amex', 'diners', 'discover', 'maestro', 'sbi_maestro'] as const;
const OPENAPI_NETWORKS = ['visa', 'mastercard', 'amex', 'discover', 'rupay'] as const;

export interface OrderRules {
  readonly version: ApiVersion;
  readonly quirks: ReadonlySet<Quirk>;
  readonly nowMs: number;
}

const isHttpUrl = (text_: string): boolean => URL.canParse(text_) && /^https?:$/.test(new URL(text_).protocol);

function amount({ version, quirks }: OrderRules) {
  const twoDecimals = quirks.has('amount-two-decimals');
  const written = pattern(
    twoDecimals ? /^[0-9]+\.[0-9]{2}$/ : /^[0-9]+(\.[0-9]{1,2})?$/,
    'A valid number with at most two decimals is required.',
    20,
  );
  return version === '3.0.0' ? z.union([written, z.number().transform((value) => value.toFixed(2))]) : written;
}

function referenceId({ version, quirks }: OrderRules) {
  const strict = version === '3.0.0' || quirks.has('reference-no-underscore');
  const form = strict ? /^[A-Za-z0-9-]+$/ : /^[A-Za-z0-9_-]+$/;
  return text(50).superRefine((value, context) => {
    if (!form.test(value)) context.addIssue({ code: 'custom', message: `Invalid input: ${value}` });
  });
}

const address = ({ version }: OrderRules) => {
  const required = version === '1.0.0';
  const city = pattern(/^[\p{L}\p{M} .'-]+$/u, 'Enter a valid city.');
  const state = pattern(/^[\p{L}\p{M} .&'-]+$/u, 'Enter a valid state.');
  return object({
    line_1: required ? text(255) : optionalText(255),
    line_2: optionalText(255),
    city: required ? city : optionalText(255),
    state: required ? state : optionalText(255),
    postal_code: pattern(/^[0-9]{6}$/, 'Enter a valid 6-digit postal code.'),
  });
};

const buyer = (rules: OrderRules, isCard: boolean) => {
  const ip = text(45).refine((value) => isIP(value) !== 0, 'Enter a valid IPv4 or IPv6 address.');
  const device = isCard && !rules.quirks.has('buyer-device-optional');
  return object({
    name: pattern(/^[\p{L}\p{M} .,'-]+$/u, 'Enter a valid name.'),
    email: pattern(/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/, 'Enter a valid email address.'),
    phone: pattern(/^\+[1-9]\d{1,14}$/, 'Enter a valid phone number.'),
    address: address(rules),
    ip_address: device ? ip : ip.optional(),
    user_agent: device ? text(1024) : optionalText(1024),
    pan_number: optionalText(10),
    dob: optionalText(10),
  });
};

const product = object({
  name: text(255),
  type_of_goods: word(['physical_goods', 'digital_goods', 'service'], 'Invalid type of goods', false),
  description: optionalText(1024),
  hs_code: optionalText(8).refine(
    (value) => value === undefined || /^\d{8}$/.test(value),
    'Enter a valid 8-digit HS code.',
  ),
  hs_code_description: optionalText(1024),
}).refine(({ type_of_goods: goods, hs_code: code }) => goods !== 'physical_goods' || code !== undefined, {
  path: ['hs_code'],
  error: 'HS code is required for physical goods.',
});

export const invoice = object({
  number: text(255),
  date: pattern(/^\d{4}-\d{2}-\d{2}$/, 'Date has wrong format. Use YYYY-MM-DD.')
    .refine((value) => !Number.isNaN(Date.parse(value)), 'Date has wrong format. Use YYYY-MM-DD.')
    .nullish()
    .transform((value) => value ?? undefined),
});

const network = ({ quirks }: OrderRules) =>
  word(
    quirks.has('networks-of-openapi') ? OPENAPI_NETWORKS : NETWORKS,
    'Invalid network',
    !quirks.has('mop-lower-case-only'),
  );

const newCard = (rules: OrderRules) =>
  object({
    // The playground sends the number with its spaces.
    number: text(40)
      .transform((value) => value.replaceAll(' ', ''))
      .refine((value) => /^\d{12,19}$/.test(value), 'Invalid card number format.'),
    cardholder_name: text(128),
    expiry_month: pattern(/^(0[1-9]|1[0-2])$/, 'Enter a valid month (01 to 12).'),
    expiry_year: pattern(/^\d{4}$/, 'Enter a valid year (YYYY).').refine(
      (value) => Number(value) >= new Date(rules.nowMs).getUTCFullYear(),
      'Expiry year must be the current year or later.',
    ),
    cvv: pattern(/^\d{3,4}$/, 'Enter a valid CVV.'),
    network: network(rules),
    nickname: rules.quirks.has('nickname-required') ? text(64) : optionalText(64),
    identifier: rules.quirks.has('identifier-optional') ? optionalText(255) : text(255),
    save_card: boolean().optional(),
  }).refine(({ save_card: save, identifier }) => !save || identifier !== undefined, {
    path: ['identifier'],
    error: 'This field is required.',
  });

const savedCard = (rules: OrderRules) => object({ token: text(255), identifier: text(255), network: network(rules) });

const cardDetails = (rules: OrderRules) => ({ new: newCard(rules), saved: savedCard(rules) });

function baseOf(rules: OrderRules, isCard: boolean) {
  const returnUrl = text(500).refine(isHttpUrl, 'Enter a valid URL.');
  return object({
    amount: amount(rules),
    currency: pattern(/^INR$/, 'Invalid currency'),
    reference_id: referenceId(rules),
    mop_type: isCard ? word(MOPS, 'Invalid mop type', !rules.quirks.has('mop-lower-case-only')) : optionalText(64),
    return_url: rules.version === '3.0.0' || rules.quirks.has('return-url-optional') ? returnUrl.optional() : returnUrl,
    buyer: buyer(rules, isCard),
    product,
    invoice: rules.quirks.has('invoice-optional') ? invoice.optional() : invoice,
  });
}

type NewCard = z.output<ReturnType<typeof newCard>>;
type SavedCardUse = z.output<ReturnType<typeof savedCard>>;

export interface OrderRequest {
  readonly base: z.output<ReturnType<typeof baseOf>>;
  readonly card:
    | { readonly kind: 'new'; readonly details: NewCard }
    | { readonly kind: 'saved'; readonly details: SavedCardUse }
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

/** Throws `ApiError` with every complaint at once. The request's values are echoed only where the documents do. */
export function parseOrderRequest(body: unknown, rules: OrderRules): OrderRequest {
  if (!isRecord(body)) throw errors.invalidOrder({ non_field_errors: 'Invalid data. Expected a dictionary.' });
  const isCard = collectionModeOf(body, rules.version) === 's2s';
  const base = baseOf(rules, isCard).safeParse(body);
  const issues = [...(base.error?.issues ?? [])];

  let card: OrderRequest['card'] = null;
  if (isCard) {
    const given = body['card_details'];
    const parsed =
      isRecord(given) && given['token'] !== undefined
        ? wrap('saved', cardDetails(rules).saved.safeParse(given))
        : wrap('new', cardDetails(rules).new.safeParse(given));
    if ('issues' in parsed) {
      issues.push(...parsed.issues.map((issue) => ({ ...issue, path: ['card_details', ...issue.path] })));
    } else card = parsed;
  }
  if (!base.success || issues.length > 0) throw errors.invalidOrder(detailsOf(issues));

  const rupees = Number(base.data.amount);
  if (rupees <= 0) throw errors.invalidOrder({ total_amount: 'Total amount must be greater than 0' });
  if (rupees > MOST_RUPEES) {
    throw errors.invalidOrder({ total_amount: 'Total amount must be less than or equal to 10,000,000' });
  }
  if (isCard) refuseOtherModes(base.data.mop_type, rules.version);
  return { base: base.data, card };
}

/** The simulator plays cards; version 3 has no S2S cards at all. */
function refuseOtherModes(mopType: string | undefined, version: ApiVersion): void {
  const isCard = mopType === 'credit_card' || mopType === 'debit_card';
  if (version === '3.0.0') throw errors.invalidOrder({ collection_mode: 'Invalid collection mode' });
  if (!isCard) throw errors.invalidOrder({ mop_type: 'Invalid mop type' });
}

function wrap<K extends 'new' | 'saved', T>(
  kind: K,
  result: z.ZodSafeParseResult<T>,
): { readonly kind: K; readonly details: T } | { readonly issues: readonly z.core.$ZodIssue[] } {
  return result.success ? { kind, details: result.data } : { issues: result.error.issues };
}
