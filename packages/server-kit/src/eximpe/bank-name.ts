// The issuing bank's name as people write it. EximPe's BIN data has it in one case: `hdfc bank`.

/** Words in capitals; any other word gets one capital letter. */
const INITIALS: ReadonlySet<string> = new Set(
  'hdfc icici idfc idbi sbi hsbc rbl dbs dcb csb uco au kvb tmb pnb boi bob iob ubi esaf nsdl sbm cub bnp usa uk uae'.split(
    ' ',
  ),
);
/** Words that stay in lower case inside a name. */
const SMALL: ReadonlySet<string> = new Set(['of', 'and', 'the', 'for']);

/** The form gets at most this many letters. */
const MOST = 200;

const written = (word: string, index: number): string => {
  if (INITIALS.has(word)) return word.toUpperCase();
  if (index > 0 && SMALL.has(word)) return word;
  return word.charAt(0).toUpperCase() + word.slice(1);
};

/** Null when there is none. A name that already has both cases stays as it is. */
export function bankNameFrom(name: string | null | undefined): string | null {
  const trimmed = (name ?? '').trim().slice(0, MOST);
  if (trimmed === '') return null;
  const lower = trimmed.toLowerCase();
  if (trimmed !== lower && trimmed !== trimmed.toUpperCase()) return trimmed;
  return lower.split(/\s+/).map(written).join(' ');
}
