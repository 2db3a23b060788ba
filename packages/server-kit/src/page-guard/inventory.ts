// The inventory of a checkout page: which scripts run on it, why, and how their integrity is checked. A JSON file that the shop commits.
import { z } from 'zod';
import { EximpeKitError } from '../errors/kit-error.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';

/** A text in a header must not end the header, nor begin another directive. */
const ADDRESS = /^(?:https?:\/\/[^\s/;,'"?#*]+)?\/[^\s;,'"?#*]*$/;
const isAddress = (text: string): boolean => ADDRESS.test(text) && URL.canParse(text, 'https://shop.example');
const INTEGRITY = /^sha(?:256|384|512)-[A-Za-z\d+/]+={0,2}$/;

const Script = z
  .strictObject({
    /** `inline`, a path on the page's own origin, or a full URL; no query. One that ends with `/` means every file below it. */
    source: z.string().refine((source) => source === 'inline' || isAddress(source), {
      error: 'must be "inline", a path such as "/shop.js" or a URL, without a query',
    }),
    /** For the assessor: why the page needs it. */
    why: z.string().trim().min(1, 'must say why the page needs this script'),
    /** As in `integrity=`; null if the file may change without your doing. */
    integrity: z.string().regex(INTEGRITY, 'must be a hash such as "sha384-…", or null').nullable(),
    /** Not in the page's HTML: another script loads it when needed. Default false. */
    later: z.boolean().default(false),
  })
  .refine(({ source, integrity }) => source !== 'inline' || integrity !== null, {
    path: ['integrity'],
    error: 'must be a hash: nothing else identifies an inline script',
  })
  .refine(({ source, integrity }) => !isFolder(source) || integrity === null, {
    path: ['integrity'],
    error: 'must be null: a folder has no hash',
  });

const Inventory = z.strictObject({
  scripts: z.array(Script),
  /** Other directives of the policy, added to the guard's own or replacing them: `{ "img-src": ["'self'", "https://cdn.example"] }`. */
  directives: z
    .record(
      z
        .string()
        .regex(/^(?!script-src|report-)[a-z-]+$/, 'must be a directive; scripts and reports have their own fields'),
      z.array(z.string().regex(/^[^\s;,]+$/, 'must be one source')),
    )
    .default({}),
  /** Security headers that the page must have besides the guard's, set by your app or proxy: name in lower case, and exact value. */
  headers: z
    .record(
      z
        .string()
        .regex(/^(?!content-security-policy|reporting-endpoints)[a-z-]+$/, 'must be another header, in lower case'),
      z.string(),
    )
    .default({}),
  /** The kit's mount, to which reports go: a path on the page's origin, or a URL. Default `/eximpe`. */
  mount: z
    .string()
    .refine(isAddress, 'must be a path such as "/eximpe", or a URL')
    .default('/eximpe')
    .transform(withoutTrailingSlashes),
});

/** As written in the file. */
export type PageInventory = z.input<typeof Inventory>;
/** With every default filled in. */
export type CheckedInventory = z.output<typeof Inventory>;
export type ListedScript = CheckedInventory['scripts'][number];

export const isFolder = (source: string): boolean => source.endsWith('/');

/** Throws EXIMPE_INVENTORY_INVALID, which names all mistakes. */
export function readInventory(inventory: unknown): CheckedInventory {
  const parsed = Inventory.safeParse(inventory);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const says = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return `${issue.path.join('.') || 'the inventory'}: ${says}`;
  });
  throw new EximpeKitError(
    'EXIMPE_INVENTORY_INVALID',
    `the page's inventory can't be used:\n  - ${lines.join('\n  - ')}\n`,
  );
}
