// What the gateway does instead of a proper answer to the call that creates an order.
import type { Response } from 'express';
import type { CreateFault } from '../scenarios.ts';
import type { World } from '../world.ts';
import { bare, errors } from './api-error.ts';

const SILENCE_MS = 30_000;

const PROXY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Whether the order is on the gateway's books although the caller gets no order id. */
export const STORED_THOUGH: Readonly<Record<CreateFault, boolean>> = {
  'gateway-error': false,
  html: false,
  'drop-before': false,
  'drop-after': true,
  silence: true,
  duplicate: true,
  'rate-limited': false,
};

/** Answers as the fault says; resolves with true when the usual answer should follow after all. Throws `ApiError`. */
export async function misbehave(world: World, response: Response, fault: CreateFault): Promise<boolean> {
  switch (fault) {
    case 'gateway-error':
      throw errors.gateway();
    case 'html':
      response.status(502).type('html').send(PROXY_PAGE);
      return false;
    case 'drop-before':
    case 'drop-after':
      response.destroy();
      return false;
    case 'silence':
      await world.clock.sleep(SILENCE_MS);
      return true;
    case 'duplicate':
      throw errors.invalidOrder({ reference_id: 'Reference ID must be unique' });
    case 'rate-limited':
      response.set('Retry-After', '30');
      throw bare(429, 'Request was throttled. Expected available in 30 seconds.');
  }
}
