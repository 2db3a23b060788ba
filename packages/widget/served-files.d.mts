// What the build writes to dist/served-files.js.

export interface ServedFile {
  /** Short content hash: changes when the file does. */
  readonly version: string;
  /** The file compressed, in base64. */
  readonly brotli: string;
  readonly gzip: string;
}

/** Of the package the files are from. */
export declare const PACKAGE_VERSION: string;

/** By name, as the package exports it: `card-form.js`, `lang/hi.js`, `themes/slate.css`. */
export declare const SERVED_FILES: Readonly<Record<string, ServedFile>>;
