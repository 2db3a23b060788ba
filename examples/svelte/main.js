// Svelte 5.
import { mount } from 'svelte';
import '@eximpe/card-form/define';
import Checkout from './Checkout.svelte';

const checkout = new URLSearchParams(location.search).get('checkout');
mount(Checkout, { target: document.querySelector('#app'), props: { checkout } });
