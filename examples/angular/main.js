// Angular: CUSTOM_ELEMENTS_SCHEMA lets the tag through; bindings work as on any element. Compiled in the browser, to keep the example short.
import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import '@eximpe/card-form/define';

class Checkout {
  checkout = new URLSearchParams(location.search).get('checkout');
  status = signal('');
  heard({ detail }) {
    this.status.set(`The shop heard: ${detail.status}`);
  }
}

const CheckoutComponent = Component({
  selector: 'app-checkout',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <eximpe-card-form endpoint="/eximpe" [attr.checkout]="checkout" (eximpe-outcome)="heard($event)"></eximpe-card-form>
    <p role="status">{{ status() }}</p>
  `,
})(Checkout);

await bootstrapApplication(CheckoutComponent ?? Checkout, { providers: [provideZonelessChangeDetection()] });
