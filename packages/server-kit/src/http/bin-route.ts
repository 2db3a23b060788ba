// POST bin — what the issuer's data says of a card's first 8 digits.
import { BinRequest, type BinAnswer } from '@eximpe/contract';
import type { RequestHandler } from 'express';
import { ProblemError } from '../errors/problem-error.ts';
import { lookUpBin } from '../payments/card-type.ts';
import { parseBody } from './card-request.ts';
import type { RouteContext } from './context.ts';
import { readJson } from './read-body.ts';
import { shopperOf } from './shopper.ts';
import { sendJson } from './send-json.ts';

const MOST_BYTES = 256;

export function binRoute(context: RouteContext): RequestHandler {
  return async (request, response) => {
    const { bin } = parseBody(BinRequest, await readJson(request, MOST_BYTES));
    await context.guards.bin(shopperOf(request).ipAddress);
    const found = await lookUpBin(context.ports, bin);
    if (found.kind === 'unavailable')
      throw new ProblemError('not_found', { message: 'This account has no BIN lookup.' });
    if (found.kind === 'denied') throw new ProblemError('merchant_misconfigured');
    if (found.kind !== 'known') throw new ProblemError('gateway_unreachable');
    const { network, mop, bank, domestic } = found;
    sendJson(response, 200, { network, mop, bank, domestic } satisfies BinAnswer);
  };
}
