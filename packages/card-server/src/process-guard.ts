// Options and variables that a process with card numbers must not be started with: they let others look into it, or write its memory to a disk.

/** Node's options, without their values; each with what it would do. `inspect` matches all options that begin with it. */
const REFUSED: readonly (readonly [option: RegExp, does: string])[] = [
  [/^--inspect/, 'opens the process to a debugger, which sees every card number'],
  [
    /^(?:-r.*|--require|--import|--loader|--experimental-loader)$/,
    'runs code before the card server, which can read every request',
  ],
  [/^--(?:heapsnapshot|heap-prof|report-|abort-on-uncaught-exception)/, 'writes the memory of the process to a disk'],
  [/^--tls-keylog$/, 'writes the keys of its TLS connections to a file'],
  [/^--insecure-http-parser$/, 'accepts requests that proxies in front may read differently'],
];

/** Variables that have the same or worse effects. */
const REFUSED_VARIABLES: Readonly<Record<string, (value: string) => string | undefined>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: (value) => (value === '0' ? 'accepts anyone as EximPe and as the shop' : undefined),
  NODE_DEBUG: () => 'prints the traffic of its connections',
  NODE_V8_COVERAGE: () => 'writes files about the process',
};

export interface Surroundings {
  /** Node's own options, as `process.execArgv` has them. */
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One sentence for each option or variable that must be removed. Empty when the process may run. */
export function faultsOfProcess({ execArgv, env }: Surroundings): string[] {
  // In NODE_OPTIONS, values may have quotes around them, but names never do.
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
