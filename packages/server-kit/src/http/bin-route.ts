// POST bin — what the issuer's data says about a card's first 8 digits.
import { BinRequest, type BinAnswer } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { lookUpBin } from '../payments/cards/card-type.ts';
import { explained } from '../payments/explain.ts';
import type { Call } from './call.ts';
import { parseBody } from './card-request.ts';
import type { RouteContext } from './context.ts';
import { merchantOf } from './owner.ts';
import { readJson } from './read-json.ts';
import { json, type Reply } from './reply.ts';
import { shopperOf } from './shopper.ts';

const MOST_BYTES = 256;

export async function binRoute(context: RouteContext, call: Call): Promise<Reply> {
  const { bin } = parseBody(BinRequest, await readJson(call, MOST_BYTES));
  await context.guards.bin(shopperOf(call).ipAddress);
  const found = await lookUpBin(context.ports, bin, (await merchantOf(context, call)) ?? null);
  if (found.kind === 'unavailable') throw new ProblemError('not_found', { message: 'This account has no BIN lookup.' });
  if (found.kind !== 'known') {
    const code = found.kind === 'denied' ? 'merchant_misconfigured' : 'gateway_unreachable';
    throw explained(context.ports, code, found.detail);
  }
  const { network, mop, bank, domestic } = found;
  return json(200, { network, mop, bank, domestic } satisfies BinAnswer);
}
