// Every page of the site, once: navigation, addresses, search, llms.txt and links between documents are made from this table.

/**
 * A page is `pages/<route>.md`, unless `from` names the document that it shows: a file of this repository, or one section of it by its anchor.
 * `title` is what the page is called here. `about` is one sentence for llms.txt, and what search engines show.
 */
const page = (route, title, about, from) => ({ route, title, about, ...(from && { from }) });

/** Without the outline beside it: a page that needs the width. */
const widePage = (...row) => ({ ...page(...row), isWide: true });

const KIT = 'packages/server-kit/README.md';
const FORM = 'packages/widget/README.md';

export const SECTIONS = [
  {
    title: 'Start',
    pages: [
      page('quick-start', 'Quick start', 'A first simulated payment in your own shop, in five minutes.'),
      page('selling-to-india', 'Selling to India in ten facts', 'What is different when your shoppers are in India.'),
      page('how-a-payment-flows', 'How a payment flows', 'Who talks to whom, in pictures, and what decides a payment.'),
      page('testing', 'Testing your shop', 'Vitest and Playwright recipes with the simulator.'),
      widePage(
        'playground',
        'Playground',
        'The form in every state, language and theme, without a server, with code to copy.',
      ),
      page('going-live', 'Going live', 'A check-list from the first simulated payment to the first real one.'),
      widePage('troubleshooting', 'Troubleshooting', 'Ten common mistakes, and the message that each produces.'),
      page('pci-dss', 'PCI DSS, plainly', 'What taking card numbers on your own server means for you.'),
    ],
  },
  {
    title: 'The form',
    pages: [
      page('form', 'Put it on the page', 'The script tag, bundlers, integrity hashes and browsers.'),
      page('form/attributes', 'Attributes, methods, slots', 'Everything you can set and call.'),
      page('form/events', 'Events of the form', 'What the form reports to the page, with the payload of each event.'),
      page('form/bank', 'The bank’s page', 'Popup, redirect or frame; reloads, two tabs, lost connections.'),
      page('form/theming', 'Theming', 'Custom properties, parts and ready themes.', `${FORM}#styling`),
      page('form/languages', 'Languages', 'Thirteen languages, and custom texts.', `${FORM}#languages`),
      page('form/frameworks', 'Frameworks in the browser', 'React 18 and 19, Vue, Svelte, Angular, plain HTML.'),
      page('form/react', 'React', 'The component for React 18 and 19, and Next.', 'packages/react/README.md'),
      page(
        'form/security',
        'Content-Security-Policy',
        'Which directives the form needs, and what the page around it can see.',
      ),
    ],
  },
  {
    title: 'The server',
    pages: [
      page(
        'server',
        'Servers',
        'Express, Nest, Fastify, Next.js, Hono, Node and serverless functions.',
        'docs/servers.md',
      ),
      page('server/proxies', 'Behind a proxy', 'nginx, path prefixes, TLS, and the shopper’s address.'),
      page('server/options', 'Options and routes', 'Every option of createEximpeKit, and every route of the mount.'),
      page('server/hooks', 'Hooks', 'What the kit tells your shop, when, and how often.', `${KIT}#hooks`),
      page('server/events', 'Events of the server', 'Every event of onEvent and onAttention, with its payload.'),
      page('server/stores', 'Stores', 'SQLite, Postgres and Redis; what is kept and for how long.', `${KIT}#stores`),
      page(
        'server/writing-a-store',
        'Writing a store',
        'Another database, with tests for every promise.',
        'docs/writing-a-store.md',
      ),
      page(
        'server/card-server',
        'The card server',
        'The kit on its own host, for shops in any language.',
        'docs/card-server.md',
      ),
      page('server/saved-cards', 'Saved cards', 'Saved cards for known shoppers.'),
      page('server/refunds-and-disputes', 'Refunds and disputes', 'Refunding money, and answering a chargeback.'),
      page(
        'server/papers',
        'Papers and payout',
        'What EximPe requires before it pays out, and by when.',
        'docs/papers.md',
      ),
      page(
        'server/limits',
        'Rate limits',
        'What keeps people from testing stolen cards in your shop.',
        `${KIT}#rate-limits`,
      ),
      page(
        'server/page-guard',
        'Page guard',
        'The scripts of your checkout page: listed, enforced, and checked each week.',
        `${KIT}#page-guard`,
      ),
      page('server/monitoring', 'Monitoring', 'Logs, events, OpenTelemetry, health, and shutting down.'),
      page('server/psp', 'PSP accounts', 'Sub-merchants behind one mount.', `${KIT}#psp-accounts`),
      page('server/webhooks', 'Webhooks', 'Signatures, why a webhook is rejected, and your own webhook routes.'),
    ],
  },
  {
    title: 'Errors',
    pages: [page('errors', 'Errors', 'Every problem and every kit code, each with its own page.')],
  },
  {
    title: 'Trust',
    pages: [
      page(
        'trust/security',
        'Security',
        'What is guaranteed, what is your responsibility, and what is not guaranteed.',
        'SECURITY.md',
      ),
      page(
        'trust/accessibility',
        'Accessibility',
        'WCAG 2.2 AA: what the form does, and the tests that show it.',
        'docs/accessibility.md',
      ),
      page(
        'trust/conformance',
        'Conformance report',
        'EN 301 549 and IS 17802, criterion by criterion, with evidence.',
        'docs/conformance.md',
      ),
      page('trust/rbi', 'RBI', 'What banks and assessors in India ask, and the answers.', 'docs/rbi.md'),
      page('trust/pictures', 'Pictures', 'Every state that a shopper may see, on a phone.', 'docs/pictures/README.md'),
      page('trust/chaos', 'The chaos run', 'Ten thousand payments while everything goes wrong.', 'docs/chaos.md'),
      page(
        'trust/translations',
        'Translations',
        'How the texts in thirteen languages are checked.',
        'docs/translations/README.md',
      ),
      page(
        'trust/peers',
        'Compared with others',
        'What other card widgets can do, and what this one does.',
        'docs/peers.md',
      ),
      page(
        'trust/speed-of-the-form',
        'Speed of the form',
        'Bytes and milliseconds compared with other libraries.',
        'docs/benchmarks/widget.md',
      ),
      page('trust/speed-of-the-server', 'Speed of the server', 'What the kit costs.', 'docs/benchmarks/server.md'),
      page(
        'trust/networks',
        'Recognising networks',
        'How often each library recognises the network of a card.',
        'docs/benchmarks/networks.md',
      ),
    ],
  },
  {
    title: 'Reference',
    pages: [
      page(
        'reference/simulator',
        'Simulator',
        'EximPe and its banks on your machine: cards, scenarios, control.',
        'packages/simulator/README.md',
      ),
      page('reference/demo', 'Demo', 'Four shops to try, and how to host them publicly.', 'packages/demo/README.md'),
      widePage(
        'reference/architecture',
        'Architecture',
        'Packages, import rules, glossary, and where to find what.',
        'ARCHITECTURE.md',
      ),
      page(
        'reference/decisions',
        'Decisions',
        'Choices that would surprise a newcomer, and why.',
        'docs/decisions/README.md',
      ),
      page('reference/upgrading', 'Upgrading', 'Versions, what stays compatible, and how to move.'),
      page(
        'reference/support',
        'Support policy',
        'Node, browsers, databases, EximPe’s API: what is supported, and for how long.',
        'docs/support.md',
      ),
      page('reference/changelog', 'Changelog', 'What changed.', 'CHANGELOG.md'),
      page('reference/contributing', 'Contributing', 'Building, testing and changing this project.', 'CONTRIBUTING.md'),
      page(
        'reference/small-changes',
        'Small changes',
        'How many files a small change touches.',
        'docs/small-changes.md',
      ),
      page('reference/code-of-conduct', 'Code of conduct', 'How we talk to each other.', 'CODE_OF_CONDUCT.md'),
    ],
  },
];

/** Pages that are not in the sidebar, found from the page that lists them. Those of `errors/` and `reference/api/` are made. */
export const UNLISTED = [
  page(
    'trust/consent-texts',
    'Texts of consent',
    'The text that shoppers agree to when a card is saved.',
    'docs/translations/consent-texts.md',
  ),
  page(
    'trust/wrong-meanings',
    'Wrong meanings',
    'Translations that must not come back.',
    'docs/translations/wrong-meanings.md',
  ),
];

/** Symbols of the API reference are listed by what they are imported from. */
export const API_ENTRIES = [
  { route: 'reference/api/server-kit', title: 'API of the server-kit', entry: 'server-kit/src' },
  { route: 'reference/api/store-tests', title: 'API of the store tests', entry: 'server-kit/src/store-tests' },
  { route: 'reference/api/card-form', title: 'API of the form', entry: 'widget/src' },
  { route: 'reference/api/react', title: 'API for React', entry: 'react/src' },
  { route: 'reference/api/simulator', title: 'API of the simulator', entry: 'simulator/src' },
];
