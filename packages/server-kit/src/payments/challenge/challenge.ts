// Sends the shopper to the bank: short-lived tickets to the bank's page, and what happens when that page is refused.
import { randomUUID } from 'node:crypto';
import type { AttemptId, LaunchId, Refusal } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { holdOf, isOver, paysPrice, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { cancelAttempt } from '../outcome/cancel-attempt.ts';
import { about } from '../payment-event.ts';
import type { Note } from '../ports/notes.ts';
import type { Ports } from '../ports/ports.ts';
import { applyHint } from '../attempt/progress.ts';
import { refusalReport } from './refusal-report.ts';
import { decodeTemplate, type BankPage } from './template.ts';

const LAUNCH_TTL_MS = 5 * 60_000;
/** Long enough for a shopper to open the bank's page again; banks end it earlier. */
const TEMPLATE_TTL_MS = 30 * 60_000;

/** The bank's page for this attempt, in Base64 as EximPe sent it. */
export const templateNote = (id: AttemptId, template: string): Note => ({
  key: `template:${id}`,
  value: template,
  ttlMs: TEMPLATE_TTL_MS,
});

/** A fresh ticket for this attempt, good for five minutes and one launch. */
export const launchNote = (id: AttemptId, launch: LaunchId): Note => ({
  key: `launch:${launch}`,
  value: id,
  ttlMs: LAUNCH_TTL_MS,
});

/** How long a ticket stays valid after its first use: a reload, a double navigation or a link scanner still counts as the same launch. */
const SAME_LAUNCH_MS = 30_000;

/** 244 random bits. Node takes UUIDs from a prepared pool; other random bytes cost one call each. */
export const newLaunchId = (): LaunchId => `${randomUUID()}${randomUUID()}`.replaceAll('-', '');

/** Whether another attempt of the same checkout was captured, e.g. one that was cancelled here but confirmed in a bank's window that was still open. */
async function isPaidByAnother(ports: Ports, { id, checkout }: Attempt): Promise<boolean> {
  const attempts = await ports.store.ofCheckout(checkout);
  return attempts.some((other) => other.id !== id && holdOf(other) === 'paid');
}

/**
 * A fresh ticket, good for five minutes and one launch; undefined when there is no bank page (any more) to send the
 * shopper to. Throws `already_paid` when another attempt has paid: the kit sends nobody to the bank to pay twice.
 */
export async function issueLaunch(ports: Ports, attempt: Attempt): Promise<LaunchId | undefined> {
  if (!isLaunchable(attempt)) return undefined;
  if ((await ports.store.get(`template:${attempt.id}`)) === undefined) return undefined;
  if (await isPaidByAnother(ports, attempt)) throw new ProblemError('already_paid');
  const launch = newLaunchId();
  const { key, value, ttlMs } = launchNote(attempt.id, launch);
  await ports.store.put(key, value, ttlMs);
  return launch;
}

/** Whether there is a page of the bank to send the shopper to. */
export const isLaunchable = (attempt: Attempt): boolean =>
  attempt.challenged && !isOver(attempt) && attempt.problem === null;

export interface Launch {
  readonly attempt: Attempt;
  readonly page: BankPage;
}

/**
 * Opens the bank's page by its ticket. After its first use the ticket is valid for half a minute more, for any
 * client: a phone may change its IP address on the way. The addresses of its template and of its refusal stay valid
 * for five minutes.
 */
export async function takeLaunch(ports: Ports, launch: LaunchId): Promise<Launch | undefined> {
  const ticket = await show(ports, `launch:${launch}`);
  if (!ticket) return undefined;
  if (ticket.isFirst) {
    await ports.store.put(`launched:${launch}`, ticket.id, LAUNCH_TTL_MS);
    await ports.store.put(`template-of:${launch}`, ticket.id, LAUNCH_TTL_MS);
  }
  const opened = await open(ports, ticket.id);
  if (opened && ticket.isFirst) ports.emit({ type: 'challenge.started', ...about(opened.attempt) });
  return opened;
}

/** The template itself, for a ticket that was used; valid for half a minute after its own first use. */
export async function takeTemplate(ports: Ports, launch: LaunchId): Promise<Launch | undefined> {
  const ticket = await show(ports, `template-of:${launch}`);
  return ticket && open(ports, ticket.id);
}

/** Exactly one use of a ticket counts as the first, and shortens the ticket's life. */
async function show({ store }: Ports, ticket: string): Promise<{ id: AttemptId; isFirst: boolean } | undefined> {
  const id = await store.get(ticket);
  if (id === undefined) return undefined;
  const isFirst = (await store.claim(ticket, LAUNCH_TTL_MS)) !== undefined;
  if (isFirst) await store.put(ticket, id, SAME_LAUNCH_MS);
  return { id, isFirst };
}

async function open(ports: Ports, id: AttemptId): Promise<Launch | undefined> {
  const [attempt, template] = [await ports.store.find(id), await ports.store.get(`template:${id}`)];
  const isOpen = attempt && !isOver(attempt) && attempt.problem === null && paysPrice(attempt);
  if (!isOpen || template === undefined || (await isPaidByAnother(ports, attempt))) return undefined;
  const page = decodeTemplate(template);
  return 'refusal' in page ? undefined : { attempt, page };
}

/** The attempt of a ticket, for five minutes after its first use. */
export async function launchedAttempt({ store }: Ports, launch: LaunchId): Promise<Attempt | undefined> {
  const id = await store.get(`launched:${launch}`);
  return id === undefined ? undefined : store.find(id);
}

/** For a launch page that refused to post what the bank's page asked for. Undefined when the ticket is not known. */
export async function refuseLaunch(ports: Ports, launch: LaunchId, reason: Refusal): Promise<Attempt | undefined> {
  const attempt = await launchedAttempt(ports, launch);
  return attempt && refuseTemplate(ports, attempt.id, reason);
}

/** Asks EximPe before it cancels the attempt: the payment may succeed although the page was refused here. */
export async function refuseTemplate(ports: Ports, id: AttemptId, reason: Refusal): Promise<Attempt | undefined> {
  const attempt = await ports.store.find(id);
  if (!attempt || isOver(attempt) || attempt.problem !== null) return attempt;
  const report = refusalReport(attempt.orderId, reason);
  ports.log.warn({ ...about(attempt), reason, report }, "the bank's page was refused by a rule");
  ports.emit({ type: 'challenge.refused', reason, ...about(attempt) });
  return cancelAttempt(ports, attempt, 'challenge_unavailable');
}

/** The shopper is back. This is only a hint: the kit asks EximPe at the next opportunity. */
export async function shopperReturned(ports: Ports, id: AttemptId): Promise<Attempt | undefined> {
  const change = await changeAttempt(ports, id, (attempt) => applyHint(attempt, ports.clock.now()));
  if (change && !isOver(change.after)) ports.emit({ type: 'challenge.returned', ...about(change.after) });
  return change?.after;
}
