// Between EximPe and the shop: carries webhooks, and loses, doubles, delays, misdirects and reorders them.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { ACCOUNTS } from './accounts.mjs';
import { call } from './http.mjs';

/** What becomes of a webhook, by weight. */
const FATES = [
  [66, 'carried'],
  [10, 'lost'],
  [9, 'doubled'],
  [12, 'late'],
  [3, 'strayed'],
];
const LONGEST_DELAY_MS = 15_000;

const keyOf = (name) => ACCOUNTS.find((account) => account.name === name).encryptionKey;
/** What is not is refused, and is nobody's loss. */
const isGenuine = ({ account, headers, body }) =>
  headers['x-webhook-signature'] === createHmac('sha256', keyOf(account)).update(body).digest('hex');

export async function startPostman(chance, counts) {
  let shops = [];
  let isCalm = false;
  /** Acknowledged to EximPe, and not carried yet. */
  let kept = [];

  const carry = async (letter, to = chance.pick(shops), account = letter.account) => {
    const { headers, body } = letter;
    const answer = await call(`${to.url}/${account}/eximpe/webhook`, {
      method: 'POST',
      headers,
      body,
      timeoutMs: 9_000,
    });
    return answer.status;
  };

  /** Resolves with the status that EximPe is answered. */
  const FATE = {
    carried: (letter) => carry(letter),
    lost(letter) {
      kept.push(letter);
      return 200;
    },
    async doubled(letter) {
      const [first] = await Promise.all([carry(letter), carry(letter)]);
      return first;
    },
    late(letter) {
      kept.push(letter);
      void setTimeout(chance.between(100, LONGEST_DELAY_MS)).then(async () => {
        if (!kept.includes(letter)) return;
        const status = await carry(letter);
        // Not taken: it stays with what is carried at the end.
        if (status === 200) kept = kept.filter((other) => other !== letter);
      });
      return 200;
    },
    async strayed(letter) {
      const others = ACCOUNTS.filter(({ name }) => name !== letter.account);
      await carry(letter, undefined, chance.pick(others).name);
      return carry(letter);
    },
  };

  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name.startsWith('x-webhook') || name === 'content-type'),
    );
    const letter = { account: request.url.slice(1), headers, body: Buffer.concat(chunks).toString() };
    const fate = isCalm ? 'carried' : chance.weighted(FATES);
    counts.add(`webhooks ${fate}`);
    response.writeHead((await FATE[fate](letter)) || 502).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    serve: (list) => void (shops = list),
    /** From now on everything arrives. */
    calm: () => void (isCalm = true),
    /** Carries what was kept, a few at once, and again what was not taken: another process may have been at it when it died. */
    async carryKept(rounds) {
      for (let round = 0; kept.length > 0 && round < rounds; round += 1) {
        if (round > 0) await setTimeout(10_000);
        const letters = kept;
        kept = [];
        const worker = async () => {
          for (let letter = letters.shift(); letter; letter = letters.shift()) {
            const status = await carry(letter);
            if (status !== 200 && isGenuine(letter)) kept.push({ ...letter, status });
          }
        };
        await Promise.all(Array.from({ length: 6 }, worker));
      }
      return kept.map(({ account, status, body }) => ({ account, status, body }));
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
