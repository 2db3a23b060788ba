// Vue 3.
import { createApp } from 'vue';
import '@eximpe/card-form/define';
import Checkout from './Checkout.vue';

createApp(Checkout, { checkout: new URLSearchParams(location.search).get('checkout') }).mount('#app');
