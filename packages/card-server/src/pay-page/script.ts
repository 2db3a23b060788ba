// The pay page's one script beside the form: it says what is to be paid now, and goes back to the shop once it is.

/** How long the page says that the checkout is paid; meanwhile it shows the link to the shop. */
const READS_MS = 5_000;

/** The script as browsers get it: a text, since it is not part of this program. It must run in every browser that the form supports. */
export const PAGE_SCRIPT = `// The form's styles carry the page's nonce where browsers can't construct style sheets.
window.litNonce = document.currentScript.nonce;
document.addEventListener('eximpe-ready', ({ detail }) => {
  const [sum, shop] = [document.querySelector('header p'), document.querySelector('h1').textContent];
  sum.textContent = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(detail.amount);
  document.title = sum.textContent + ' · ' + shop;
});
document.addEventListener('eximpe-outcome', ({ detail }) => {
  const back = document.querySelector('a.back');
  // What was paid before this page came sends nobody away.
  if (detail.status === 'successful' && detail.orderId !== null && back) setTimeout(() => location.assign(back.href), ${READS_MS});
});
`;
