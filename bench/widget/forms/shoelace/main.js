// Four inputs and a button of Shoelace, picked one by one, with its light theme. A key groups the digits and nothing else happens.
import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import './layout.css';

document.querySelector('main').innerHTML = `<form>
  <sl-input class="wide" label="Card number" name="cc-number" autocomplete="cc-number" inputmode="numeric"></sl-input>
  <sl-input label="Expiry date" name="cc-exp" autocomplete="cc-exp" inputmode="numeric" placeholder="MM / YY"></sl-input>
  <sl-input label="Security code" name="cc-csc" autocomplete="cc-csc" inputmode="numeric"></sl-input>
  <sl-input class="wide" label="Name on card" name="cc-name" autocomplete="cc-name"></sl-input>
  <sl-button class="wide" variant="primary" type="submit">Pay ₹1,000.00</sl-button>
</form>`;

document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
const number = document.querySelector('sl-input');
number.addEventListener('sl-input', () => {
  const digits = number.value.replaceAll(/\D/g, '').slice(0, 19);
  number.value = digits.replaceAll(/(.{4})(?=.)/g, '$1 ');
});
