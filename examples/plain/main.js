// Plain HTML: the tag is in the page; the script says which order, and listens.
import '@eximpe/card-form/define';

const form = document.querySelector('eximpe-card-form');
form.addEventListener('eximpe-outcome', ({ detail }) => {
  document.querySelector('[role=status]').textContent = `The shop heard: ${detail.status}`;
});
form.checkout = new URLSearchParams(location.search).get('checkout');
