// Which library names the network of a card number, and calls the number valid. `npm run bench:networks [-- --write]`.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { DOCUMENTED, PUBLISHED, RANGES } from './networks-truth.mjs';

const require = createRequire(import.meta.url);
const PER_RANGE = 200;

const OURS = 'eximpe-card-form';
const NAMES = {
  'american-express': 'amex',
  'american express': 'amex',
  'diners-club': 'diners',
  'diners club': 'diners',
  dinersclub: 'diners',
  'china unionpay': 'unionpay',
};
const asOurs = (name) => (name ? (NAMES[String(name).toLowerCase()] ?? String(name).toLowerCase()) : 'none');

async function contestants() {
  const vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../packages/widget', import.meta.url)),
    server: { middlewareMode: true, ws: false, hmr: false },
    optimizeDeps: { noDiscovery: true },
    logLevel: 'error',
  });
  const { detectNetwork } = await vite.ssrLoadModule('/src/card/detect-network.ts');
  const { judgePan } = await vite.ssrLoadModule('/src/card/pan.ts');
  await vite.close();
  const creditCardType = require('credit-card-type').default ?? require('credit-card-type');
  const cardValidator = require('card-validator');
  const payform = require('payform');
  const creditcards = require('creditcards');
  const payment = require('payment');
  const cleaveZen = require('cleave-zen');
  return {
    [OURS]: {
      network: (pan) => detectNetwork(pan).network,
      valid: (pan) => judgePan(pan, detectNetwork(pan), () => true).kind === 'valid',
    },
    'credit-card-type': { network: (pan) => creditCardType(pan)[0]?.type },
    'card-validator': {
      network: (pan) => cardValidator.number(pan).card?.type,
      valid: (pan) => cardValidator.number(pan).isValid,
    },
    payform: { network: (pan) => payform.parseCardType(pan), valid: (pan) => payform.validateCardNumber(pan) },
    creditcards: { network: (pan) => creditcards.card.type(pan), valid: (pan) => creditcards.card.isValid(pan) },
    payment: { network: (pan) => payment.fns.cardType(pan), valid: (pan) => payment.fns.validateCardNumber(pan) },
    'cleave-zen': { network: (pan) => cleaveZen.getCreditCardType(pan) },
  };
}

function withCheckDigit(digits) {
  for (let check = 0; check < 10; check += 1) {
    const pan = digits + check;
    const sum = [...pan].toReversed().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return pan;
  }
  throw new Error('unreachable');
}

/** The same numbers in every run. */
let seed = 20261122;
const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
function made([network, from, to, lengths]) {
  return Array.from({ length: PER_RANGE }, (_, index) => {
    const length = lengths[index % lengths.length];
    let digits = String(Number(from) + Math.floor(random() * (Number(to) - Number(from) + 1)));
    while (digits.length < length - 1) digits += Math.floor(random() * 10);
    return [network, withCheckDigit(digits)];
  });
}

const listed = (table) =>
  Object.entries(table).flatMap(([network, pans]) => pans.split(' ').map((pan) => [network, pan]));

function score(cards, library) {
  const rows = {};
  for (const [network, pan] of cards) {
    const row = (rows[network] ??= { all: 0, named: 0, valid: 0 });
    row.all += 1;
    if (asOurs(library.network(pan)) === network) row.named += 1;
    if (library.valid?.(pan)) row.valid += 1;
  }
  return rows;
}

const percent = (part, all) => `${Math.floor((part / all) * 1000) / 10} %`.replace('.0 %', ' %');

function scoreTable(title, cards, libraries) {
  const scores = Object.fromEntries(Object.entries(libraries).map(([name, library]) => [name, score(cards, library)]));
  const networks = Object.keys(scores[OURS]);
  const lines = [
    `### ${title}`,
    '',
    `| network (cards) | ${Object.keys(libraries).join(' | ')} |`,
    `|---|${'---|'.repeat(Object.keys(libraries).length)}`,
  ];
  for (const network of networks) {
    const cells = Object.entries(libraries).map(([name, library]) => {
      const { all, named, valid } = scores[name][network];
      return percent(named, all) + (library.valid && valid < all ? ` (valid: ${percent(valid, all)})` : '');
    });
    lines.push(`| ${network} (${scores[OURS][network].all}) | ${cells.join(' | ')} |`);
  }
  const behind = networks.flatMap((network) =>
    Object.keys(libraries)
      .filter((name) => scores[name][network].named > scores[OURS][network].named)
      .map((name) => `${name} on ${network}`),
  );
  return {
    text: lines.join('\n'),
    behind,
    right: networks.every((network) => scores[OURS][network].named === scores[OURS][network].all),
  };
}

const libraries = await contestants();
const tables = [
  scoreTable('Cards in EximPe’s documents', listed(DOCUMENTED), libraries),
  scoreTable('Test numbers that other processors publish', listed(PUBLISHED), libraries),
  scoreTable(`Numbers made at random in published ranges (${PER_RANGE} each)`, RANGES.flatMap(made), libraries),
];
const behind = tables.flatMap((each) => each.behind);
const report = `# Network recognition

Share of card numbers whose network is identified correctly, and, where a library validates numbers and rejects valid
ones, the share it accepts. Generated by \`npm run bench:networks\`; ground truth in \`bench/networks-truth.mjs\`. The
form's own table and these ranges come from the same public knowledge, so the last table says more about the others than
about us; the numbers in the first two were chosen by others.

${tables.map(({ text }) => text).join('\n\n')}
`;
console.log(report);
console.log(
  behind.length === 0 ? 'No library is ahead of the form on any network.' : `Ahead of the form: ${behind.join(', ')}.`,
);
if (process.argv.includes('--write')) writeFileSync(new URL('../docs/benchmarks/networks.md', import.meta.url), report);
process.exit(behind.length === 0 && tables[0].right ? 0 : 1);
