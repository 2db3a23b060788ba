// The page on which a shopper ends when there is no address to go back to.
import type { Response } from 'express';
import { html } from '../html.ts';
import { plainPage } from './plain-page.ts';

export function endOfTheRoad(response: Response, words: string, status = 400): void {
  response.status(status).send(plainPage('Payment', html`<p>${words}</p>`));
}
