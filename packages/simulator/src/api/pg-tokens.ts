// /pg/tokens/: cards kept for later, saved, listed and deleted by the identifier of their owner.
import { Router, type RequestHandler } from 'express';
import type { z } from 'zod';
import type { SavedCard } from '../book/book.ts';
import { scenarioOfCard } from '../test-cards.ts';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';
import { binOf } from './bins.ts';
import { callerOf, type Caller } from './caller.ts';
import { integer, object, optionalText, pattern, text, word } from './fields.ts';

/** These networks need the reference of an earlier authorisation; the others refuse one. */
const NEED_REFERENCE: Readonly<Record<string, string>> = {
  rupay: 'Authorization reference number is required for Rupay cards.',
  amex: 'Authorization reference number is required for Amex cards.',
};

const cardNumber = pattern(/^[0-9]{13,19}$/, 'Invalid card number format.', 40);
const network = word(['visa', 'mastercard', 'amex', 'discover', 'rupay'], 'Invalid network', false);

const saveBody = object({
  identifier: text(255),
  // The order of the fields is the documented order of complaints.
  cardholder_name: text(128),
  card_number: cardNumber,
  expiry_month: integer(1, 12),
  expiry_year: integer(2024, 9999),
  network,
  card_type: word(['credit_card', 'debit_card'], 'Invalid card type', false),
  nickname: optionalText(64),
  authorization_reference_number: optionalText(255),
}).superRefine((card, context) => {
  const needed = NEED_REFERENCE[card.network];
  const given = card.authorization_reference_number !== undefined;
  if (given === (needed !== undefined)) return;
  const message = needed ?? 'Authorization reference number must not be sent for this network.';
  context.addIssue({ code: 'custom', path: ['authorization_reference_number'], message });
});

/** The same call as the S2S card guide shows it. */
const guideBody = object({
  identifier: text(255),
  number: cardNumber,
  cardholder_name: text(128),
  expiry_month: pattern(/^(0[1-9]|1[0-2])$/, 'Enter a valid month (01 to 12).'),
  expiry_year: pattern(/^\d{4}$/, 'Enter a valid year (YYYY).'),
  cvv: pattern(/^\d{3,4}$/, 'Enter a valid CVV.'),
  network,
}).transform(({ number, expiry_month: month, expiry_year: year, identifier, cardholder_name, network: name }) => ({
  identifier,
  cardholder_name,
  network: name,
  card_number: number,
  expiry_month: Number(month),
  expiry_year: Number(year),
  card_type: 'credit_card' as const,
  nickname: undefined,
}));

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const seen = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const attr = path.join('.') || 'non_field_errors';
    if (!seen.has(attr)) seen.set(attr, message);
  }
  throw errors.invalidFields([...seen].map(([attr, detail]) => ({ attr, detail })));
}

const listView = (card: SavedCard): Record<string, unknown> => ({
  card_token: card.token,
  identifier: card.identifier,
  cardholder_name: card.face.holder,
  nickname: card.nickname,
  card_type: card.face.cardType,
  network: card.face.network,
  masked_pan: card.face.mask,
  expiry_month: card.expiryMonth,
  expiry_year: card.expiryYear,
});

const deleteBody = object({ card_token: text(255), identifier: text(255) });

export function pgTokens(world: World): Router {
  const router = Router();
  const { quirks } = world.settings;

  /** Version 3 has no token calls. */
  const caller = (request: Parameters<RequestHandler>[0]): Caller => {
    const found = callerOf(world, request, true);
    if (found.version === '3.0.0') throw errors.notFound();
    return found;
  };

  router.post('/', (request, response) => {
    const { clientId } = caller(request);
    const isGuide = quirks.has('token-guide-body') && Object.hasOwn(Object(request.body) as object, 'number');
    const card = parse<z.output<typeof saveBody> | z.output<typeof guideBody>>(
      isGuide ? guideBody : saveBody,
      request.body,
    );
    const bin = binOf(card.card_number);
    const saved: SavedCard = {
      token: world.ids.hex('token', 20),
      clientId,
      identifier: card.identifier,
      nickname: card.nickname ?? '',
      expiryMonth: card.expiry_month,
      expiryYear: card.expiry_year,
      scenario: scenarioOfCard(card.card_number),
      face: {
        network: card.network,
        cardType: card.card_type,
        mask: 'X'.repeat(card.card_number.length - 4) + card.card_number.slice(-4),
        holder: card.cardholder_name,
        issuer: bin?.bank ?? null,
        domestic: bin?.is_domestic ?? true,
      },
    };
    world.book.addToken(saved);
    response.json({
      success: true,
      message: 'Card details saved successfully',
      data: { card_label: saved.nickname, card_token: saved.token },
    });
  });

  router.get('/', (request, response) => {
    const { clientId } = caller(request);
    const { identifier } = request.query;
    if (typeof identifier !== 'string' || identifier === '') {
      throw errors.invalidFields([{ attr: 'identifier', detail: 'This field is required.' }]);
    }
    const cards = world.book.tokensOf(clientId, identifier);
    if (cards.length === 0 && quirks.has('token-none-404')) throw errors.noCards();
    response.json({ success: true, message: 'Card details fetched successfully', data: cards.map(listView) });
  });

  const remove: RequestHandler = (request, response) => {
    const { clientId } = caller(request);
    const { card_token: token, identifier } = parse(deleteBody, request.body);
    const card = world.book.token(token, clientId);
    if (!card) throw errors.tokenNotFound();
    if (card.identifier !== identifier) throw errors.tokenOfAnother();
    world.book.removeToken(token);
    response.json({ success: true, message: 'Card details deleted successfully', data: {} });
  };
  if (!quirks.has('token-delete-delete-only')) router.post('/delete/', remove);
  if (!quirks.has('token-delete-post-only')) router.delete('/delete/', remove);

  return router;
}
