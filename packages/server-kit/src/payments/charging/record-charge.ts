// Records the result of a charge (refused, lost or accepted) before anyone learns it.
import { setTimeout } from 'node:timers/promises';
import { helpFor, type KitErrorCode } from '../../errors/kit-error.ts';
import { ASKS_AFTER_CHALLENGE_START, FIRST_ASK_DURING_CHALLENGE_MS } from '../attempt/ask-schedule.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { isLaunchable, launchNote, newLaunchId, refuseTemplate, templateNote } from '../challenge/challenge.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { checkPayment } from '../outcome/check-payment.ts';
import { explanation } from '../explain.ts';
import { about } from '../payment-event.ts';
import type { ChargeOutcome } from '../ports/gateway.ts';
import type { Note } from '../ports/notes.ts';
import type { Ports } from '../ports/ports.ts';
import type { Initiated } from './initiation.ts';
import { decodeTemplate } from '../challenge/template.ts';

type Outcome<Kind extends ChargeOutcome['kind']> = Extract<ChargeOutcome, { readonly kind: Kind }>;

/**
 * The attempt afterwards. If it is still undecided and an answer is likely, EximPe has been asked once.
 * @param attempt as it was opened
 * @param isAlone when its checkout had no other attempt. Then it gets a ticket to the bank's page, since no other
 * attempt can have paid
 */
export async function recordCharge(
  ports: Ports,
  attempt: Attempt,
  outcome: ChargeOutcome,
  isAlone: boolean,
): Promise<Initiated> {
  if (outcome.kind === 'refused') return { attempt: await recordRefused(ports, attempt, outcome) };
  if (outcome.kind === 'lost') return { attempt: await recordLost(ports, attempt, outcome) };
  return recordAccepted(ports, attempt, outcome, isAlone);
}

/** EximPe answers a charge only once: if the store fails, the kit tries again for some seconds. */
async function insist<Value>(work: () => Promise<Value>): Promise<Value> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await work();
    } catch {
      await setTimeout(pauseMs);
    }
  }
  return work();
}

const PAUSES_MS = [100, 400, 1_500];

/** Starts from the attempt as it was opened: usually nobody else writes to it meanwhile. */
const write = async (
  ports: Ports,
  attempt: Attempt,
  rule: (current: Attempt) => Attempt,
  notes?: readonly Note[],
): Promise<Attempt> =>
  (await insist(() => changeAttempt(ports, attempt.id, rule, { seen: attempt, ...(notes ? { notes } : {}) })))?.after ??
  attempt;

/** It is certain that there is no order: the checkout is free again. */
async function recordRefused(ports: Ports, attempt: Attempt, outcome: Outcome<'refused'>): Promise<Attempt> {
  const { problem, fields, detail } = outcome;
  const { code, message } = refusalLine(ports, outcome);
  const fault = explanation(ports, code === undefined ? detail : `${code}: ${message} (${detail})`) ?? null;
  const refused = await write(ports, attempt, (current) =>
    current.status === 'pending' && current.charge !== 'answered'
      ? { ...current, charge: 'refused', problem, refusedFields: fields, fault, askAtMs: null }
      : current,
  );
  const said = { ...about(attempt), problem, fields, detail };
  if (code === undefined) ports.log.warn(said, message);
  else ports.log.error({ code, help: helpFor(code), ...said }, message);
  ports.emit({ type: 'attempt.refused', problem, ...about(attempt) });
  await ports.decided(refused);
  return refused;
}

interface RefusalLine {
  /** Set when the merchant has something to correct. */
  readonly code?: KitErrorCode;
  readonly message: string;
}

function refusalLine({ store }: Ports, { problem, invoiceTaken }: Outcome<'refused'>): RefusalLine {
  if (invoiceTaken) {
    return { code: 'EXIMPE_INVOICE_NUMBER_TAKEN', message: store.durable ? INVOICE_OF_ANOTHER : INVOICE_FORGOTTEN };
  }
  if (problem !== 'merchant_misconfigured') return { message: 'EximPe refused the order' };
  return { code: 'EXIMPE_ORDER_REFUSED', message: 'EximPe refused the order: credentials, account or data' };
}

const INVOICE_FORGOTTEN =
  'EximPe has an order with this invoice number, but this process does not: it keeps payments in memory and forgot them at ' +
  'its last start. Give the kit a durable store, or this checkout another invoice.number';
const INVOICE_OF_ANOTHER =
  "EximPe has an order with this invoice number that is not this checkout's: resolveCheckout must give each checkout its " +
  'own invoice.number';

/** There may be an order: the kit asks EximPe by our reference. */
async function recordLost(ports: Ports, attempt: Attempt, { detail }: Outcome<'lost'>): Promise<Attempt> {
  ports.log.warn({ ...about(attempt), detail }, 'the answer to a charge was lost; asking by reference');
  ports.emit({ type: 'attempt.lost', ...about(attempt) });
  ports.emit({ type: 'gateway.error', verb: 'charge', detail, ...about(attempt) });
  const lost = await write(ports, attempt, (current) => ({
    ...current,
    charge: current.orderId === null ? 'lost' : 'answered',
    askAtMs: current.status === 'pending' ? ports.clock.now() : current.askAtMs,
  }));
  return checkPayment(ports, lost);
}

async function recordAccepted(
  ports: Ports,
  attempt: Attempt,
  outcome: Outcome<'accepted'>,
  isAlone: boolean,
): Promise<Initiated> {
  const { orderId, template } = outcome;
  const decoded = template === null ? undefined : decodeTemplate(template);
  const page = decoded !== undefined && 'bytes' in decoded ? template : null;
  const launch = page !== null && isAlone ? newLaunchId() : undefined;
  const notes = [
    ...(page === null ? [] : [templateNote(attempt.id, page)]),
    ...(launch === undefined ? [] : [launchNote(attempt.id, launch)]),
  ];
  const nowMs = ports.clock.now();
  const rule = (current: Attempt): Attempt => ({
    ...current,
    charge: 'answered',
    orderId,
    challenged: page !== null,
    ...(current.status !== 'pending'
      ? {}
      : template === null
        ? { askAtMs: nowMs }
        : { asks: ASKS_AFTER_CHALLENGE_START, askAtMs: nowMs + FIRST_ASK_DURING_CHALLENGE_MS }),
  });
  const answered = await write(ports, attempt, rule, notes);
  // Without a bank's page the payment may be decided already: the kit asks EximPe once, and answers with the result.
  if (decoded === undefined) return { attempt: await checkPayment(ports, answered, 'now', 'create') };
  if ('refusal' in decoded) return { attempt: (await refuseTemplate(ports, attempt.id, decoded.refusal)) ?? answered };
  return { attempt: answered, launch: isLaunchable(answered) ? launch : undefined };
}
