// The waiting page, the bank's page and the way back, with the scripts that the real pages have.
const [attempt = ''] = location.hash.slice(1).match(/^[\w-]+/) ?? [];
const here = new URL('.', location.href);

/** The real script reads what is on its page. */
function play(data, script) {
  const element = document.createElement('script');
  element.type = 'application/json';
  element.id = 'eximpe-page';
  element.textContent = JSON.stringify({ attempt, ...data });
  document.body.append(element);
  return import(new URL(`made/form/${script}`, here).href);
}

function decide(decision) {
  localStorage.setItem(`playground:${attempt}`, decision);
  document.querySelector('main').textContent = 'Back to the shop…';
  // The same tab had the form: it comes back. In a window or a dialog the form waits.
  if (window.parent !== window && !new URLSearchParams(location.search).has('dialog'))
    return location.replace(new URL('stage.html', here));
  return play({ page: 'return', signal: 'returned', resultUrl: null }, 'return-page.js');
}

if (location.pathname.endsWith('wait.html')) {
  await play({ page: 'wait', mount: here.pathname.replace(/\/$/, '') }, 'challenge-page.js');
} else {
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void decide('confirmed');
  });
  document.querySelector('#cancel').addEventListener('click', () => void decide('cancelled'));
  // Before, nobody would have heard a click.
  for (const button of document.querySelectorAll('button')) button.disabled = false;
}
