// The page a shopper ends on when there is nowhere to go back to.
import type { Response } from 'express';
import { html } from '../html.ts';
import { plainPage } from './plain-page.ts';

export function endOfTheRoad(response: Response, words: string, status = 400): void {
  response.status(status).send(plainPage('Payment', html`<p>${words}</p>`));
}
