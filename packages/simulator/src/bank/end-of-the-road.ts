// The page a shopper ends on when there is nowhere to go back to.
import type { Response } from 'express';
import { html } from '../html.ts';

export function endOfTheRoad(response: Response, words: string, status = 400): void {
  response.status(status).send(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Payment</title>
          <style>
            :root {
              color-scheme: light dark;
            }
            body {
              font:
                16px/1.5 system-ui,
                sans-serif;
              max-width: 34rem;
              margin: 3rem auto;
              padding: 0 1rem;
            }
          </style>
        </head>
        <body>
          <main><p>${words}</p></main>
        </body>
      </html>`.text,
  );
}
