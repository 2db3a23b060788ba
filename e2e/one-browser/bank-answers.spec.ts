// Banks and EximPe answer late, early, twice, out of order or never. Each order is paid once.
import { testPaidInEachMode } from '../paid-in-each-mode.ts';

testPaidInEachMode([
  ['template-misnested', ['popup', 'iframe']],
  ['link', ['popup', 'iframe', 'redirect']],
  ['bank-slow', ['popup']],
  ['bank-never-returns', ['popup']],
  ['return-get', ['popup', 'iframe', 'redirect']],
  ['return-no-hash', ['popup']],
  // It settles nothing itself: EximPe's own answer does.
  ['return-wrong-hash', ['popup']],
  ['webhook-never', ['popup']],
  ['webhook-first', ['popup', 'iframe']],
  ['webhook-out-of-order', ['popup']],
]);
