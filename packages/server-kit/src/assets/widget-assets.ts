// The form's files as browsers get them. They are a module of the form's build, so that bundlers carry them; each is unpacked when it is first asked for.
import { gunzipSync } from 'node:zlib';
import { PACKAGE_VERSION, SERVED_FILES } from '@eximpe/card-form/served-files';
import { EximpeKitError } from '../errors/kit-error.ts';

export interface WidgetAsset {
  readonly bytes: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
  /** For `Content-Type`. */
  readonly type: string;
  /** Short content hash: changes when the file does. */
  readonly version: string;
  readonly etag: string;
}

/** The version of the form that the kit serves. An address with `?v=` and this version, or the file's own, names bytes that never change. */
export const WIDGET_VERSION = PACKAGE_VERSION;

const FILES = new Map(Object.entries(SERVED_FILES));
const assets = new Map<string, WidgetAsset>();

/**
 * @param name as the form's package exports it: `card-form.js`, `lang/hi.js`, `themes/slate.css`
 * @returns undefined for an unknown name; throws EXIMPE_WIDGET_NOT_BUILT
 */
export function widgetAsset(name: string): WidgetAsset | undefined {
  const known = assets.get(name);
  if (known) return known;
  if (FILES.size === 0)
    throw new EximpeKitError('EXIMPE_WIDGET_NOT_BUILT', `There is no ${name} yet: build the form first`);
  const file = FILES.get(name);
  if (!file) return undefined;
  const gzip = Buffer.from(file.gzip, 'base64');
  const asset = {
    gzip,
    brotli: Buffer.from(file.brotli, 'base64'),
    bytes: gunzipSync(gzip),
    type: `${name.endsWith('.css') ? 'text/css' : 'text/javascript'}; charset=utf-8`,
    version: file.version,
    etag: `"${file.version}"`,
  };
  assets.set(name, asset);
  return asset;
}

/** A file that every page needs: if it is missing, all the others are missing too. */
export function requiredAsset(name: 'challenge-page.js' | 'return-page.js'): WidgetAsset {
  const asset = widgetAsset(name);
  if (!asset) throw new EximpeKitError('EXIMPE_WIDGET_NOT_BUILT', `There is no ${name}: build the form again`);
  return asset;
}
