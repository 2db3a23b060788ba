// What a process that card numbers pass through must not be started with: whatever lets others look into it, or puts its memory on a disk.

/** Options of Node's, without their values; each with what it would do. `inspect` stands for all that begin so. */
const REFUSED: readonly (readonly [option: RegExp, does: string])[] = [
  [/^--inspect/, 'opens the process to a debugger, which sees every card number'],
  [
    /^(?:-r.*|--require|--import|--loader|--experimental-loader)$/,
    'runs code before the card server, which can read every request',
  ],
  [/^--(?:heapsnapshot|heap-prof|report-|abort-on-uncaught-exception)/, 'writes memory of the process to a disk'],
  [/^--tls-keylog$/, 'writes down the keys of its TLS connections'],
  [/^--insecure-http-parser$/, 'takes requests that proxies in front may read otherwise'],
];

/** Variables by which Node can be told the same, or worse. */
const REFUSED_VARIABLES: Readonly<Record<string, (value: string) => string | undefined>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: (value) => (value === '0' ? 'takes anybody for EximPe and for the shop' : undefined),
  NODE_DEBUG: () => 'prints what passes through connections',
  NODE_V8_COVERAGE: () => 'writes files about the process',
};

export interface Surroundings {
  /** Node's own options, as `process.execArgv` has them. */
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One sentence for each thing that must go. Empty: it may run. */
export function faultsOfProcess({ execArgv, env }: Surroundings): string[] {
  // Quotes may stand around values in NODE_OPTIONS, never around a name.
  const fromEnvironment = (env['NODE_OPTIONS'] ?? '').split(/\s+/).filter(Boolean);
  const options = [
    ...execArgv.map((option) => ['', option] as const),
    ...fromEnvironment.map((option) => ['NODE_OPTIONS: ', option] as const),
  ];
  const faults = options.flatMap(([where, option]) => {
    const name = (option.split('=')[0] ?? '').replaceAll('_', '-');
    const row = REFUSED.find(([refused]) => refused.test(name));
    return row ? [`${where}${name} ${row[1]}`] : [];
  });
  const variables = Object.entries(REFUSED_VARIABLES).flatMap(([name, judge]) => {
    const value = env[name];
    const does = value ? judge(value) : undefined;
    return does ? [`${name} ${does}`] : [];
  });
  return [...new Set([...faults, ...variables])];
}
