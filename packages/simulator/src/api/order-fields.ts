// The fields of POST /pg/orders/: formats and lengths as the documents state them, per version and quirk.
import { isIP } from 'node:net';
import { z } from 'zod';
import type { ApiVersion } from '../book/order.ts';
import type { Quirk } from '../quirks.ts';
import { boolean, object, optionalText, pattern, text, word } from './fields.ts';

const MOPS = ['credit_card', 'debit_card', 'upi', 'net_banking', 'wallet', 'qr', 'emi'] as const;
const NETWORKS = ['visa', 'mastercard', 'rupay', 'amex', 'diners', 'discover', 'maestro', 'sbi_maestro'] as const;
const OPENAPI_NETWORKS = ['visa', 'mastercard', 'amex', 'discover', 'rupay'] as const;

export interface OrderRules {
  readonly version: ApiVersion;
  readonly quirks: ReadonlySet<Quirk>;
  /** The oldest year a card may expire in. */
  readonly year: number;
}

const isHttpUrl = (href: string): boolean => URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);

function amount({ version, quirks }: OrderRules) {
  const twoDecimals = quirks.has('amount-two-decimals');
  const written = pattern(
    twoDecimals ? /^[0-9]+\.[0-9]{2}$/ : /^[0-9]+(\.[0-9]{1,2})?$/,
    'A valid number with at most two decimals is required.',
    20,
  );
  const asText = (value: unknown) => (typeof value === 'number' ? value.toFixed(2) : value);
  return version === '3.0.0' ? z.preprocess(asText, written) : written;
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

const cvv = pattern(/^\d{3,4}$/, 'Enter a valid CVV.');

const newCard = (rules: OrderRules) =>
  object({
    // The playground sends the number with its spaces.
    number: text(40)
      .transform((value) => value.replaceAll(' ', ''))
      .refine((value) => /^\d{12,19}$/.test(value), 'Invalid card number format.'),
    cardholder_name: text(128),
    expiry_month: pattern(/^(0[1-9]|1[0-2])$/, 'Enter a valid month (01 to 12).'),
    expiry_year: pattern(/^\d{4}$/, 'Enter a valid year (YYYY).').refine(
      (value) => Number(value) >= rules.year,
      'Expiry year must be the current year or later.',
    ),
    cvv: rules.quirks.has('maestro-without-cvv') ? cvv.optional() : cvv,
    network: network(rules),
    nickname: rules.quirks.has('nickname-required') ? text(64) : optionalText(64),
    identifier: rules.quirks.has('identifier-optional') ? optionalText(255) : text(255),
    save_card: boolean().optional(),
  })
    .refine(({ cvv: code, network: name }) => code !== undefined || /maestro/.test(name), {
      path: ['cvv'],
      error: 'This field is required.',
    })
    .refine(({ save_card: save, identifier }) => !save || identifier !== undefined, {
      path: ['identifier'],
      error: 'This field is required.',
    });

const savedCard = (rules: OrderRules) => object({ token: text(255), identifier: text(255), network: network(rules) });

function base(rules: OrderRules, isCard: boolean) {
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

/** The three parts of a request; building them takes milliseconds, so they are kept. */
export const orderSchemas = (rules: OrderRules) => ({
  s2s: base(rules, true),
  hosted: base(rules, false),
  newCard: newCard(rules),
  savedCard: savedCard(rules),
});

export type OrderSchemas = ReturnType<typeof orderSchemas>;
