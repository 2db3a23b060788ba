// /pg/bin/: which network, bank and kind a card is, by its first digits.
import { Router } from 'express';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';
import { lookUpBin } from './bins.ts';
import { callerOf } from './caller.ts';

export function pgBin(world: World): Router {
  const router = Router();
  const form = world.settings.quirks.has('bin-six-to-nine') ? /^\d{6,9}$/ : /^\d{8}$/;

  router.post('/', (request, response) => {
    const { account } = callerOf(world, request, true);
    if (account.binLookup === false) throw errors.forbidden();
    const bin = (request.body as { bin?: unknown } | null)?.bin;
    if (typeof bin !== 'string' || !form.test(bin)) throw errors.invalidBin();
    response.json({ success: true, message: 'BIN lookup successful', data: lookUpBin(bin) });
  });

  return router;
}
