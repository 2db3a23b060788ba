// What the build writes to dist/served-files.js.
import type { Language } from '@eximpe/contract/languages';

export interface ServedFile {
  /** Short content hash: changes when the file does. */
  readonly version: string;
  /** The file compressed, in base64. */
  readonly brotli: string;
  readonly gzip: string;
}

/** Version of the package that the files come from. */
export declare const PACKAGE_VERSION: string;

/** By name, as the package exports it: `card-form.js`, `lang/hi.js`, `themes/slate.css`. */
export declare const SERVED_FILES: Readonly<Record<string, ServedFile>>;

/** The text of the kit's own pages; keys as in `page` of src/i18n/lang/en.ts. */
export interface PageWords {
  readonly connecting: string;
  readonly connectingMore: string;
  readonly returned: string;
  readonly returnedMore: string;
  /** Shown if the shop's page is in another window. */
  readonly closable: string;
  readonly refused: string;
  readonly refusedMore: string;
  readonly used: string;
  readonly usedMore: string;
  readonly continue: string;
  readonly back: string;
}

export declare const PAGE_WORDS: Readonly<Record<Language, PageWords>>;
