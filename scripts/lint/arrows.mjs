// The arrows of ARCHITECTURE.md as tables, and the lint rules that hold them: between our packages, and between a package's folders.
//
// A row lists all that may be imported. Other people's packages are restricted in `.oxlintrc.json`.
import { posix } from 'node:path';

/** Our packages, by their folder in packages/. A name stands for the package's paths, too. */
const PACKAGES = {
  contract: { may: [], why: 'contract is a leaf, so that it runs anywhere.' },
  widget: {
    may: ['@eximpe/contract'],
    why: 'The widget runs in browsers and knows the server only through @eximpe/contract.',
  },
  react: {
    may: ['@eximpe/card-form'],
    why: 'The component hands properties and events to the element, and knows nothing else.',
  },
  'server-kit': {
    may: ['@eximpe/contract', '@eximpe/card-form/served-files'],
    why: "The kit serves the form's built files and imports none of its code. The simulator is a second witness: the kit meets it over HTTP only.",
  },
  'card-server': {
    may: ['@eximpe/contract', '@eximpe/server-kit'],
    why: 'The card server is a shop to the kit like any other: it knows its public options, and nothing inside.',
  },
  demo: {
    may: ['@eximpe/contract', '@eximpe/card-form', '@eximpe/server-kit', '@eximpe/card-server/hooks'],
    why: "The demo is a shop, and answers the card server's hooks; no shop runs them.",
  },
  simulator: {
    may: [],
    why: 'The simulator is written from the documents alone, never from our client or contract.',
  },
};

/** Files beside the server-kit's folders that any of them may use. */
const LEAVES = ['clock.ts', 'installed.ts', 'keys.ts', 'log.ts', 'luhn.ts', 'site.ts', 'trailing-slashes.ts'];

/** Files beside the folders in payments/ that any of these may use. */
const PAYMENTS_LEAVES = [
  'checkout.ts',
  'explain.ts',
  'gateway-notice.ts',
  'payment-event.ts',
  'payment-labels.ts',
  'report-no-answer.ts',
  'subject-of.ts',
  'with-claim.ts',
  'within-time.ts',
].map((name) => `payments/${name}`);

/** The folders in payments/, from the bottom: each may import those before it. */
const PAYMENTS = [
  'attempt',
  'outbox',
  'ports',
  'changes',
  'cards',
  'captures',
  'delivery',
  'outcome',
  'challenge',
  'charging',
].map((name) => `payments/${name}`);

const DIALECT =
  "eximpe/ translates EximPe's dialect for payments/ports/ and knows nothing else of the kit. Does the port lack a word? Add it there.";

/**
 * The folders in a package's src/, and what each may import besides itself. A file's row is its folder's, or that of the
 * nearest folder around it; `.` are the files beside the folders.
 */
const FOLDERS = {
  'server-kit': {
    '.': {
      may: ['errors', 'payments', 'redaction', 'velocity/limits.ts'],
      why: 'Only kit.ts puts the parts together, and index.ts exports them.',
    },
    adapters: {
      may: [...LEAVES, 'client-address.ts', 'errors', 'hook-context.ts', 'http', 'misconfiguration.ts'],
      why: "An adapter turns its framework's request into a Call and a Reply into its framework's answer, and nothing else.",
    },
    assets: { may: ['errors'], why: "assets/ has the form's files, and knows nothing of payments." },
    doctor: {
      may: [...LEAVES, 'http/health-route.ts', 'page-guard', 'payments/ports', 'stores/store-trouble.ts'],
      why: 'doctor/ examines a mount from outside; what it asks inside are ports.',
    },
    errors: { may: [], why: 'errors/ is a leaf: everything may throw them.' },
    eximpe: {
      may: ['clock.ts', 'payments/ports', 'redaction'],
      why: DIALECT,
    },
    'eximpe/webhook': {
      may: ['eximpe', 'payments/gateway-notice.ts', 'payments/ports'],
      why: DIALECT,
    },
    http: {
      may: [
        ...LEAVES,
        'assets',
        'checkout-session.ts',
        'client-address.ts',
        'errors',
        'eximpe/webhook/read-webhook.ts',
        'eximpe/webhook/return-hash.ts',
        'hook-context.ts',
        'misconfiguration.ts',
        'options.ts',
        'page-guard',
        'pages',
        'payments',
        'velocity',
      ],
      why: "http/ gets calls from the adapters, and reaches the stores and EximPe through ports. It has EximPe's webhooks and returns read to it, and knows none of their fields.",
    },
    migrate: { may: [...LEAVES, 'stores'], why: 'migrate/ moves what stores have, whatever it means.' },
    'page-guard': {
      may: [...LEAVES, 'errors', 'payments/payment-event.ts', 'redaction'],
      why: "page-guard/ knows pages and policies; the route that takes browsers' reports is in http/.",
    },
    pages: { may: [], why: 'pages/ is HTML: what it shows is given to it.' },
    payments: {
      may: [...LEAVES, 'errors', 'redaction'],
      why: 'payments/ speaks domain words to ports; adapters are wired in kit.ts.',
    },
    ...Object.fromEntries(
      PAYMENTS.map((name, place) => [
        name,
        {
          may: [...LEAVES, 'errors', ...PAYMENTS_LEAVES, ...PAYMENTS.slice(0, place)],
          why: 'In payments/, records and messages know nothing of the ports, and ports nothing of the work that is done through them: see PAYMENTS in scripts/lint/arrows.mjs.',
        },
      ]),
    ),
    redaction: { may: ['luhn.ts'], why: 'redaction/ is a leaf: everything may be written to the log.' },
    'store-tests': {
      may: ['payments/attempt', 'payments/outbox', 'payments/ports'],
      why: 'What a store must guarantee is what its ports say.',
    },
    stores: {
      may: [...LEAVES, 'errors', 'misconfiguration.ts', 'payments/attempt', 'payments/outbox', 'payments/ports'],
      why: 'A store keeps records and messages for its ports, and does not know what is done with them.',
    },
    telemetry: {
      may: ['payments/payment-event.ts', 'payments/payment-labels.ts', 'payments/ports'],
      why: 'telemetry/ turns events into counts and spans.',
    },
    velocity: {
      may: [...LEAVES, 'errors', 'payments/attempt', 'payments/explain.ts', 'payments/ports'],
      why: 'velocity/ counts decisions through ports.',
    },
  },
  widget: {
    api: { may: ['url.ts'], why: 'api/ sends and reads: what it means is for payment/.' },
    card: { may: [], why: 'card/ is pure knowledge about cards: numbers and rules in, verdicts out.' },
    challenge: {
      may: ['api', 'clock.ts', 'late.ts', 'listen.ts'],
      why: "challenge/ shows the bank's page, and decides nothing about the payment.",
    },
    'challenge-page': {
      may: ['challenge', 'load-part.ts', 'url.ts'],
      why: 'The challenge page is another document with its own small script.',
    },
    element: {
      may: [
        'api',
        'card',
        'challenge',
        'events',
        'fields',
        'framed',
        'i18n',
        'late.ts',
        'listen.ts',
        'load-part.ts',
        'parts',
        'payment',
        'saved-cards',
        'theme',
      ],
      why: 'element/ puts the form together; pages between shop and bank are other documents.',
    },
    events: { may: ['card', 'payment'], why: 'An event says what happened, and does nothing.' },
    fields: { may: ['card'], why: 'fields/ is about what is typed, and knows no payment.' },
    framed: {
      may: ['card-form.ts', 'element', 'events', 'payment'],
      why: 'framed/ moves settings and events between two windows.',
    },
    i18n: { may: ['load-part.ts'], why: 'i18n/ is texts: what they are about is given to them.' },
    parts: {
      may: ['api', 'element/attribute-values.ts', 'framed', 'listen.ts'],
      why: 'A part is loaded when it is needed: with an import of the form, it would contain the form again.',
    },
    payment: {
      may: ['api', 'challenge', 'clock.ts', 'listen.ts'],
      why: 'payment/ is the machine: it may know its ports (api/, challenge/), never fields, words or looks.',
    },
    'return-page': { may: ['challenge'], why: 'The return page is another document with its own small script.' },
    'saved-cards': {
      may: ['api', 'card', 'element', 'i18n', 'listen.ts', 'theme'],
      why: 'Saved cards are loaded when a shopper has some, and know nothing of the payment.',
    },
    theme: { may: [], why: 'theme/ is styles.' },
  },
  'card-server': {
    hooks: { may: ['addresses.ts', 'wishes.ts'], why: 'hooks/ talks to the shop, and knows no pages.' },
    'pay-page': {
      may: ['addresses.ts', 'hooks', 'page-headers.ts', 'wishes.ts'],
      why: 'The pay page shows the form, and what the shop answered.',
    },
    frame: {
      may: ['addresses.ts', 'page-headers.ts', 'pay-page/looks.ts'],
      why: 'The frame shows the form, and nothing of the shop: its page tells the form the rest.',
    },
  },
};

const ADVICE = 'The arrows are drawn in ARCHITECTURE.md.';

/** Which package a file of ours is in, and where in its src/. */
const placeOf = (path) =>
  /(?:^|\/)packages\/(?<name>[\w-]+)\/src\/(?<file>.+)$/.exec(path.replaceAll('\\', '/'))?.groups;

/** A rule that looks at each import; `judge` returns what is wrong with it. */
const ruleAbout = (judge) => ({
  meta: { type: 'problem', schema: [] },
  create(context) {
    const place = placeOf(context.filename);
    if (!place) return {};
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const message = judge(place, source.value);
      if (message) context.report({ node: source, message: `${message} ${ADVICE}` });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
});

const isWithin = (target, entry) => target === entry || target.startsWith(`${entry}/`);
const MISSING = 'A row for it is missing in scripts/lint/arrows.mjs.';

const packages = ruleAbout(({ name, file }, source) => {
  const row = PACKAGES[name];
  if (source.startsWith('.')) {
    const isOurs = !posix.join('src', posix.dirname(file), source).startsWith('../');
    return isOurs ? undefined : 'Import another package by its name.';
  }
  if (!source.startsWith('@eximpe/') || row?.may.some((entry) => isWithin(source, entry))) return undefined;
  return row?.why ?? MISSING;
});

const folders = ruleAbout(({ name, file }, source) => {
  const rows = FOLDERS[name];
  if (!rows || !source.startsWith('.')) return undefined;
  const folder = posix.dirname(file);
  const target = posix.join(folder, source);
  let own = folder;
  while (own !== '.' && !rows[own]) own = posix.dirname(own);
  if (own === '.' && folder !== '.') return MISSING;
  const isOwn = own === '.' ? !target.includes('/') : isWithin(target, own);
  if (isOwn || !rows[own] || rows[own].may.some((entry) => isWithin(target, entry))) return undefined;
  return rows[own].why;
});

export default { meta: { name: 'arrows' }, rules: { packages, folders } };
