// The floor: four labelled fields and a button in LitElement. A key groups the digits and renders again, and nothing else happens.
import { css, html, LitElement, unsafeCSS } from 'lit';
import look from '../form.css?inline';

class BareCardForm extends LitElement {
  static styles = css`
    ${unsafeCSS(look)}
  `;
  static properties = { number: { state: true } };

  constructor() {
    super();
    this.number = '';
  }

  render() {
    return html`<form @submit=${(event) => event.preventDefault()}>
      <div class="wide">
        <label for="number">Card number</label>
        <input
          id="number"
          name="cc-number"
          autocomplete="cc-number"
          inputmode="numeric"
          .value=${this.number}
          @input=${(event) => (this.number = grouped(event.target.value))}
        />
      </div>
      <div>
        <label for="expiry">Expiry date</label>
        <input id="expiry" name="cc-exp" autocomplete="cc-exp" inputmode="numeric" placeholder="MM / YY" />
      </div>
      <div>
        <label for="cvc">Security code</label>
        <input id="cvc" name="cc-csc" autocomplete="cc-csc" inputmode="numeric" />
      </div>
      <div class="wide">
        <label for="name">Name on card</label>
        <input id="name" name="cc-name" autocomplete="cc-name" />
      </div>
      <button class="wide">Pay ₹1,000.00</button>
    </form>`;
  }
}

const grouped = (text) =>
  text
    .replace(/\D/g, '')
    .slice(0, 19)
    .replace(/(.{4})(?=.)/g, '$1 ');

customElements.define('bare-card-form', BareCardForm);
document.querySelector('main').append(document.createElement('bare-card-form'));
