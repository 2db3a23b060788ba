// The control API under /__simulator/: what merchants' developers and their tests steer the simulator with.
import { Router } from 'express';
import { TEST_CARDS } from '../test-cards.ts';
import type { World } from '../world.ts';

export function controlApi(_world: World): Router {
  const router = Router();
  router.get('/test-cards', (_request, response) => {
    response.json(TEST_CARDS);
  });
  return router;
}
