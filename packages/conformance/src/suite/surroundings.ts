// The surroundings of the kit: proxies, body parsers, sessions, hooks and stores that break, and many requests at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../client.ts';
import type { Host, Quirks } from '../host.ts';
import { AWAY, THROWS } from '../shop.ts';
import { newAttempt, newOrder, openStage, said, toldOf, type Stage } from '../stage.ts';

const SHOPPER = '203.0.113.7';

export function surroundings(host: Host, stage: () => Stage, quirks: Quirks): void {
  const other = (name: string, setup: Parameters<typeof openStage>[1], rows: (own: () => Stage) => void): void => {
    describe(name, () => {
      let own: Stage;
      beforeAll(async () => {
        own = await openStage(host, setup);
      });
      afterAll(async () => {
        expect((await own.seen()).unhandled).toEqual([]);
        await own.close();
      });
      rows(() => own);
    });
  };

  describe('without a proxy', () => {
    test('a forged header changes no address, and is reported', async () => {
      const order = newOrder();
      await stage().pay(order, { 'x-forwarded-for': SHOPPER });
      expect(toldOf(stage(), order).ip_address).toBe('127.0.0.1');
      const code = quirks.addressByHeaderAlone ? 'EXIMPE_CLIENT_ADDRESS_UNKNOWN' : 'EXIMPE_TRUST_PROXY_UNSET';
      if (!quirks.knowsTheAddress) expect(said(await stage().seen())).toContain(code);
    });
  });

  other('behind a proxy that ends TLS', { behindProxy: true, trusts: 'loopback' }, (own) => {
    const forwarded = (protocol: string, forwardedFor = SHOPPER) => ({
      'x-forwarded-for': forwardedFor,
      'x-forwarded-proto': protocol,
    });

    test('EximPe gets the shopper’s address', async () => {
      const order = newOrder();
      expect((await own().pay(order, forwarded('https'))).status).toBe(201);
      expect(toldOf(own(), order).ip_address).toBe(quirks.knowsTheAddress ? '127.0.0.1' : SHOPPER);
    });

    test('an address claimed by the client itself is not trusted', async () => {
      const order = newOrder();
      await own().pay(order, forwarded('https', `198.51.100.1, ${SHOPPER}`));
      expect(toldOf(own(), order).ip_address).toBe(quirks.knowsTheAddress ? '127.0.0.1' : SHOPPER);
    });

    test('a card that reached the proxy over plain HTTP is refused, and that is reported', async () => {
      const { status, code } = await own().pay(newOrder(), forwarded('http'));
      expect([status, code]).toEqual(quirks.endsTls ? [201, undefined] : [403, 'transport_insecure']);
      expect(said(await own().seen()).includes('EXIMPE_CARD_OVER_HTTP')).toBe(!quirks.endsTls);
    });

    test('what is trusted is right: nothing is reported, not even for a shopper on the proxy’s own machine', async () => {
      expect((await own().pay(newOrder(), forwarded('https', '127.0.0.1'))).status).toBe(201);
      expect(said(await own().seen())).not.toContain('EXIMPE_TRUST_PROXY');
    });
  });

  other('where everybody is trusted', { trusts: true }, (own) => {
    test('EximPe gets whatever address a client claims, and that is reported once', async () => {
      const order = newOrder();
      await own().pay(order, { 'x-forwarded-for': `198.51.100.1, ${SHOPPER}` });
      await own().pay(newOrder());
      expect(toldOf(own(), order).ip_address).toBe(quirks.knowsTheAddress ? '127.0.0.1' : '198.51.100.1');
      const reports = (await own().seen()).logLines.filter((line) => line.includes('EXIMPE_TRUST_PROXY_PERMISSIVE'));
      expect(reports).toHaveLength(quirks.needsNoTrust || quirks.hidesTrust ? 0 : 1);
    });
  });

  describe.skipIf(quirks.hasNoParser !== undefined)('a body parser in front', () => {
    other('of the framework itself', { parsesBodies: true }, (own) => {
      test('is named, and payments work if any part of the body is left', async () => {
        const paid = await own().pay(newOrder());
        if (quirks.bodyIsGone) {
          expect([paid.status, paid.code]).toEqual([500, 'merchant_misconfigured']);
          expect(said(await own().seen())).toContain('EXIMPE_BODY_CONSUMED');
        } else {
          expect(paid.status).toBe(201);
          expect(said(await own().seen())).toContain('EXIMPE_BODY_PARSED_BEFORE');
        }
      });

      test('leaves a webhook unverified, which is reported and must be sent again', async () => {
        const answer = await own().post('/webhook', { event_type: 'PAYMENT_SUCCESSFUL' });
        expect(answer).toMatchObject({ status: 500, json: { code: 'merchant_misconfigured' } });
        expect(said(await own().seen())).toContain('EXIMPE_WEBHOOK_BODY_ALREADY_PARSED');
      });

      test('does not prevent the shopper from coming back', async () => {
        const answer = await own().send(`/return/${newAttempt()}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'status=captured',
        });
        expect(answer.status).toBe(200);
      });
    });
  });

  describe.skipIf(quirks.keepsCookies !== undefined)('cookies set in front of the kit', () => {
    other('two of them', { setsCookies: true }, (own) => {
      test('stay on answers to the form; on pages between shop and bank they are reported, and removed', async () => {
        expect((await own().send('/checkouts/ORDER-1')).headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; Path=/']);
        for (const path of [`/return/${newAttempt()}`, `/challenge/wait/${newAttempt()}`, '/card-form.js']) {
          expect((await own().send(path)).headers['set-cookie']).toBeUndefined();
        }
        expect(said(await own().seen())).toContain('EXIMPE_SESSION_BEFORE_RETURN');
      });
    });
  });

  describe('what breaks', () => {
    test('if resolveCheckout throws, the answer is a 500 problem that names the cause in the sandbox, without a stack', async () => {
      const answer = await stage().send(`/checkouts/${THROWS}-1`);
      expect(answer).toMatchObject({ status: 500, json: { code: 'merchant_misconfigured' } });
      expect(answer.json['message']).toBe('resolveCheckout threw: the database is away');
      expect(answer.text).not.toContain('node_modules');
      expect((await stage().pay(`${THROWS}-1`)).status).toBe(500);
      expect(said(await stage().seen())).toContain('the database is away');
    });

    test('if the store is unreachable, the answer is a 500 problem that names the cause in the sandbox, without a stack', async () => {
      const answer = await stage().send(`/checkouts/${AWAY}-1`);
      expect([answer.status, answer.headers['content-type']]).toEqual([500, 'application/problem+json; charset=utf-8']);
      expect(answer.json['message']).toBe('no route to the store');
      expect(answer.text).not.toContain('node_modules');
      expect(said(await stage().seen())).toContain('no route to the store');
    });

    test('the payment is decided even if onPaid throws and onEvent rejects', async () => {
      const paid = await stage().pay(`${newOrder()}-${THROWS}`);
      await stage().simulator.control.force(paid.orderId, 'paid');
      expect((await stage().send(`/payments/${paid.handle}`)).json['status']).toBe('successful');
      await eventually(async () => said(await stage().seen()).includes('onPaid has no database'), 'a log line');
      await eventually(async () => said(await stage().seen()).includes('onEvent threw'), 'another');
    });
  });

  describe('many at once', () => {
    test('50 payments and 50 status requests each get their own answer', async () => {
      const orders = Array.from({ length: 50 }, newOrder);
      const [paid, asked] = await Promise.all([
        Promise.all(orders.map((order) => stage().pay(order))),
        Promise.all(orders.map((order) => stage().send(`/checkouts/${order}`))),
      ]);
      expect(new Set(paid.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(paid.map(({ handle }) => handle)).size).toBe(50);
      expect(asked.map(({ json }) => json['reference'])).toEqual(orders);
    });
  });
}
