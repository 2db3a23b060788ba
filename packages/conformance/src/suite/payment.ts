// A whole payment, from the card to the shop's own hook, with every page in between.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { comeBack, goToBank, press } from '../../../simulator/src/testing/shopper.ts';
import { eventually } from '../client.ts';
import { newAttempt, newOrder, said, type Stage } from '../stage.ts';

const KEY = 'test_encryption_key';

const pageData = (html: string): Record<string, unknown> =>
  JSON.parse(/<script type="application\/json" id="eximpe-page">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as Record<
    string,
    unknown
  >;

const statusOf = async (stage: Stage, handle: string): Promise<unknown> =>
  (await stage.send(`/payments/${handle}`)).json['status'];

export function payment(stage: () => Stage): void {
  describe('payment', () => {
    test.each(['POST', 'GET'] as const)('from the card to onPaid, back from the bank by %s', async (method) => {
      const { simulator } = stage();
      const order = newOrder();
      const checkout = await stage().send(`/checkouts/${order}`);
      expect(checkout).toMatchObject({ status: 200, json: { reference: order, amount: '1000.00', paid: false } });

      const paid = await stage().pay(order);
      expect(paid.status).toBe(201);
      expect(await statusOf(stage(), paid.handle)).toBe('pending');

      const launch = await stage().send(paid.launch);
      expect(launch.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'unsafe-none',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self' 'nonce-/) as string,
      });
      const template = String(pageData(launch.text)['template']);
      // Requested again at once, by a reload or a link scanner, it is the same launch.
      expect((await stage().send(paid.launch)).status).toBe(200);

      const bank = await goToBank(simulator, Buffer.from(template).toString('base64'));
      const back = await comeBack(simulator, await press(simulator, bank, 'confirm', '123456'));
      expect(back.action).toBe(`${stage().url}/eximpe/return/${paid.attempt}`);
      const fields = new URLSearchParams(back.fields).toString();
      const path = `/return/${paid.attempt}`;
      const returned =
        method === 'GET'
          ? await stage().send(`${path}?${fields}`)
          : await stage().send(path, {
              method,
              headers: {
                'content-type': 'application/x-www-form-urlencoded',
                origin: 'https://bank.example',
                'sec-fetch-site': 'cross-site',
              },
              body: fields,
            });
      expect(returned.status).toBe(200);
      expect(pageData(returned.text)).toMatchObject({ page: 'return', attempt: paid.attempt, signal: 'returned' });
      expect(said(await stage().seen())).not.toContain('a return had a wrong hash');

      await eventually(async () => (await statusOf(stage(), paid.handle)) === 'successful', 'paid');
      await eventually(
        async () => (await stage().seen()).paid.some((one) => one.checkout === order),
        'the news for the shop',
      );
      const told = (await stage().seen()).paid.filter((one) => one.checkout === order);
      expect(told).toMatchObject([{ amount: '1000.00', attempt: paid.attempt }]);
      const webhook = simulator.control.webhooks().find(({ orderId }) => orderId === paid.orderId);
      expect(webhook?.attempts[0]).toMatchObject({ status: 200 });
      expect((await stage().send(paid.launch)).status).toBe(410);
      expect(await stage().send(`/checkouts/${order}`)).toMatchObject({ json: { paid: true } });
      expect((await stage().pay(order)).code).toBe('already_paid');
    });

    test('a second try at the bank, a lost answer and a cancelled payment', async () => {
      const paid = await stage().pay(newOrder());
      const again = await stage().post(`/payments/${paid.handle}/launch`, {});
      expect(again).toMatchObject({ status: 200, json: { attempt: paid.attempt } });
      expect(again.json['launchUrl']).not.toBe(`/eximpe${paid.launch}`);
      expect(await stage().send(`/attempts/${paid.attempt}`)).toMatchObject({ json: { handle: paid.handle } });
      const cancelled = await stage().post(`/payments/${paid.handle}/cancel`, {});
      expect(cancelled.status).toBe(200);
    });

    test('hooks get the web Request without the body, and the framework’s own objects', async () => {
      const order = newOrder();
      await stage().send(`/checkouts/${order}?q=1`, { headers: { cookie: 'a=1; b=2' } });
      await stage().pay(order);
      const calls = (await stage().seen()).hookCalls.filter(({ reference }) => reference === order);
      expect(calls).toMatchObject([{ cookie: 'a=1; b=2', hasNative: true }, { hasNative: true }]);
      const addresses = calls.map(({ url }) => new URL(url));
      expect(addresses.map(({ pathname }) => pathname.replace(/^\/eximpe/, ''))).toEqual([
        `/checkouts/${order}`,
        '/payments',
      ]);
      expect(addresses[0]?.search).toBe('?q=1');
    });
  });

  describe('webhook', () => {
    const hmac = (text: string | Buffer): string => createHmac('sha256', KEY).update(text).digest('hex');
    const deliver = (body: string | Buffer, headers: Record<string, string>) =>
      stage().send('/webhook', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

    test('a signature covers the bytes as received: other alphabets, unusual white space, the order of keys', async () => {
      for (const shape of [
        (event: string) => event,
        (event: string) => `\r\n  ${event.replaceAll(',', ' ,\t ')}\n\n`,
        (event: string) => `\uFEFF${event}`.slice(1),
      ]) {
        const paid = await stage().pay(newOrder());
        const body = shape(
          JSON.stringify({
            version: '1.0',
            event_type: 'PAYMENT_SUCCESSFUL',
            sequence_number: newAttempt(),
            event_time: '2026-11-22 16:53:15',
            data: {
              status: 'captured',
              order_id: paid.orderId,
              payment_id: 'PR6938527534',
              mop_type: 'debit_card',
              message: 'भुगतान हो गया é \u2028 \\u20b9 🙂',
            },
          }),
        );
        const seconds = Math.floor(Date.now() / 1000);
        expect((await deliver(body, { 'x-webhook-signature': hmac(`${body} `) })).status).toBe(401);
        const v2 = `t=${seconds},v2=${hmac(`${seconds}.${body}`)}`;
        expect(await deliver(body, { 'x-webhook-signature-v2': v2 })).toMatchObject({
          status: 200,
          json: { received: true },
        });
        expect(await statusOf(stage(), paid.handle)).toBe('successful');
      }
    });

    test('a signature over bytes that are not text is also checked', async () => {
      const body = Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x0d, 0x0a]);
      expect((await deliver(body, { 'x-webhook-signature': hmac(body) })).status).toBe(200);
      expect((await deliver(body, { 'x-webhook-signature': hmac('other') })).status).toBe(401);
    });
  });
}
