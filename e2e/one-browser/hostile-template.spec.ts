// Hostile templates are refused, with a reason in the server's log, and the shop's page stays unchanged.
import { VISA_DEBIT } from '../cards.ts';
import { orderAnswer, stubGateway } from '../gateway-stub.ts';
import { CheckoutPage, type ChallengeMode } from '../pages/checkout-page.ts';
import { openDemo } from '../open-shop.ts';
import { expect, test } from '../shop.ts';

const base64 = (html: string): string => Buffer.from(html).toString('base64');
const formTo = (action: string): string =>
  base64(`<form method="post" action="${action}"><input name="MD" value="1"></form>`);

const HOSTILE: readonly (readonly [what: string, template: string, reason: string, mode?: ChallengeMode])[] = [
  ['no Base64', '<form>', 'not_base64'],
  ['no Base64, by redirect', '<form>', 'not_base64', 'redirect'],
  ['256 KB and more', base64('x'.repeat(300_000)), 'too_large'],
  ['a script as address', formTo('javascript:alert(document.domain)'), 'action_not_https'],
  ['plain HTTP', formTo('http://bank.example/acs'), 'action_not_https'],
  ['credentials in the address', formTo('https://user:secret@bank.example/'), 'action_has_credentials'],
  ['an IP address', formTo('https://203.0.113.7/acs'), 'action_is_ip_address'],
  ['the shop itself', formTo('{shop}/account/delete'), 'action_is_own_origin'],
];

for (const [what, template, reason, mode = 'popup'] of HOSTILE) {
  test(`a hostile template is refused: ${what}`, async ({ page, context }) => {
    const log: string[] = [];
    const visited: string[] = [];
    let answer = '';
    const gateway = await stubGateway(() => answer);
    const demo = await openDemo(gateway.url, log);
    const shopForm = Buffer.from(template, 'base64').toString().includes('{shop}');
    answer = orderAnswer(shopForm ? formTo(`${demo.url}/account/delete`) : template);
    context.on('request', (request) => void visited.push(request.url()));

    await page.goto(`${demo.url}/?challenge=${mode}`);
    const checkout = new CheckoutPage(page);
    await checkout.pay(VISA_DEBIT);

    await expect(() => expect(log.join('\n')).toContain(reason)).toPass({ timeout: 15_000 });
    await expect(checkout.payButton).toBeVisible();
    await expect(checkout.form).toContainText('This shop has a technical problem');
    expect(visited.filter((url) => !url.startsWith(demo.url))).toEqual([]);
    expect(visited.filter((url) => url.includes('/account/delete'))).toEqual([]);
    await demo.close();
    await gateway.close();
  });
}
