// The bank's page as the shopper sees it: who is paid, how much, and what the bank asks for: a code, its app, or a passkey.
import type { Challenge, Order } from '../book/order.ts';
import { html, Html } from '../html.ts';
import type { BankNote } from './answer-bank.ts';
import { bankDocument } from './bank-document.ts';
import { APP_SCRIPT, PASSKEY_SCRIPT } from './bank-scripts.ts';
import { scriptLiteral } from './template-kinds.ts';

const RUPEES = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });

export interface BankPage {
  readonly order: Order;
  readonly challenge: Challenge;
  readonly merchant: string;
  /** Path of the bank on its host, without a final slash; empty when the bank is at the host's root. */
  readonly home: string;
  /** The relying party whose passkeys the page may ask for. */
  readonly rpId: string;
  readonly note?: BankNote | undefined;
  /** Where the browser shows the answer to the form. */
  readonly target?: '_parent' | '_top' | undefined;
  /** The variant's own script. */
  readonly script?: string | undefined;
}

interface Ask {
  readonly lead: (phone: string) => string;
  /** Inside the form. */
  readonly controls: (page: BankPage) => Html;
}

const OTP_INSTEAD = html`<button name="do" value="otp-instead">Use a one-time password instead</button>`;
const CANCEL = html`<button name="do" value="cancel">Cancel</button>`;
const script = (code: string): Html => new Html(`<script>${code}</script>`);
const isBad = ({ note }: BankPage): boolean => note?.tone === 'bad';

const ASKS: Readonly<Record<Challenge['asks'], Ask>> = {
  otp: {
    lead: (phone) => `We have sent a one-time password to your mobile number ending in ${phone}.`,
    controls: (page) =>
      html`<label for="otp">One-time password</label>
        <input
          id="otp"
          name="otp"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="8"
          ${isBad(page) ? html` aria-invalid="true" aria-describedby="note"` : ''}
          autofocus
        />
        <button class="pay" name="do" value="confirm">Confirm payment</button>
        <div class="others"><button name="do" value="resend">Resend OTP</button>${CANCEL}</div>`,
  },
  app: {
    lead: (phone) =>
      `We have asked the Malhar Bank app on your phone ending in ${phone}. Open it and approve the payment there; then this page goes on by itself.`,
    controls: ({ home }) =>
      html`<p role="status">Waiting for the app…</p>
        <button class="pay" name="do" value="approved">I have approved it</button>
        <div class="others">${OTP_INSTEAD}${CANCEL}</div>
        ${script(`var HOME=${scriptLiteral(home)};${APP_SCRIPT}`)}`,
  },
  passkey: {
    lead: () =>
      'Confirm with the passkey that you have with us: your fingerprint, your face, or the lock of your screen.',
    controls: ({ challenge, rpId }) =>
      html`<p role="alert" id="trouble" hidden></p>
        <button class="pay" type="button" id="use">Use your passkey</button>
        <div class="others">${OTP_INSTEAD}${CANCEL}</div>
        <div class="others"><button type="button" id="make">No passkey yet? Make one</button></div>
        ${script(`var ASKED=${scriptLiteral({ challenge: challenge.md, rpId })};${PASSKEY_SCRIPT}`)}`,
  },
};

export function bankPage(page: BankPage): string {
  const { order, challenge, merchant, home, note, target, script: more } = page;
  const ask = ASKS[challenge.asks];
  return bankDocument(
    html`<section>
        <h1>Confirm your payment</h1>
        <p class="soft">${ask.lead(order.buyer.phone.slice(-2))}</p>
        <dl>
          <dt>Merchant</dt>
          <dd>${merchant}</dd>
          <dt>Amount</dt>
          <dd>${RUPEES.format(Number(order.amount))}</dd>
          <dt>Card</dt>
          <dd>•••• ${order.card?.mask.slice(-4) ?? ''}</dd>
        </dl>
        ${note ? html`<p class="note ${note.tone}" role="${isBad(page) ? 'alert' : 'status'}" id="note">${note.words}</p>` : ''}
        <form method="post" action="${home}/acs/answer" ${target ? html` target="${target}"` : ''}>
          <input type="hidden" name="MD" value="${challenge.md}" />
          ${ask.controls(page)}
        </form>
      </section>
      ${more ? script(more) : ''}`,
  );
}
