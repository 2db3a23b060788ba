// React 19 speaks custom elements: attributes, properties and, with `on` in front, events.
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '@eximpe/card-form/define';

function Checkout({ checkout }) {
  const [status, setStatus] = useState('');
  return (
    <>
      <eximpe-card-form
        endpoint="/eximpe"
        checkout={checkout}
        oneximpe-outcome={({ detail }) => setStatus(`The shop heard: ${detail.status}`)}
      />
      <p role="status">{status}</p>
    </>
  );
}

const checkout = new URLSearchParams(location.search).get('checkout');
createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <Checkout checkout={checkout} />
  </StrictMode>,
);
