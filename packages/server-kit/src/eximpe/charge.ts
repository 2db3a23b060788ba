// The one charge call of an attempt, and its result in our words.
import { declineFrom } from './translate.ts';
import type { Charge, ChargeOutcome } from '../payments/ports/gateway.ts';
import { EximpeApiError } from './api-error.ts';
import type { EximpeClient } from './client.ts';
import { isTyped, orderBody, ourName } from './order-body.ts';

export async function charge(client: EximpeClient, given: Charge): Promise<ChargeOutcome> {
  try {
    const { order_id: orderId, acs_template: template, link } = await client.orders.create(orderBody(given));
    return { kind: 'accepted', orderId, template: template || (link ? templateOf(link) : null) };
  } catch (error) {
    if (error instanceof EximpeApiError) return outcomeOf(error);
    throw error;
  }
}

/** A page that only redirects to the link: the challenge page follows it by the same rules as a form. */
function templateOf(link: string): string {
  const written = link.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  const page = `<meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${written}">`;
  return Buffer.from(page).toString('base64');
}

function outcomeOf(error: EximpeApiError): ChargeOutcome {
  const { kind, httpStatus, message: detail } = error;
  if (kind === 'lost') return { kind: 'lost', detail };
  if (kind === 'not_sent') return { kind: 'refused', problem: 'gateway_unreachable', fields: [], detail };
  const decline = declineFrom(error.code, error.says, ...error.fields.map(({ says }) => says));
  if (decline) return { kind: 'refused', problem: decline, fields: [], detail };
  if (httpStatus === 429) return { kind: 'refused', problem: 'too_many_attempts', fields: [], detail };
  const paths = error.fields.map(({ path }) => path).filter(Boolean);
  const problem = paths.length > 0 && paths.every(isTyped) ? 'request_invalid' : 'merchant_misconfigured';
  const invoiceTaken = error.fields.some(({ path, says }) => path === 'invoice.number' && /exist|unique/i.test(says));
  return {
    kind: 'refused',
    problem,
    fields: paths.map(ourName),
    detail,
    ...(invoiceTaken ? { invoiceTaken } : {}),
  };
}
