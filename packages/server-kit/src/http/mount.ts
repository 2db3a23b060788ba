// Where the kit is mounted, as shoppers and EximPe see it.
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import type { Call } from './call.ts';

export interface Mount {
  /** Path of the mount on the public origin, e.g. `/eximpe`. */
  readonly path: string;
  /** e.g. `https://shop.example`. */
  readonly origin: string;
  /** `origin` + `path`. */
  readonly url: string;
}

export function mountOf({ mountPath }: Pick<Call, 'mountPath'>, publicUrl: URL): Mount {
  const path = withoutTrailingSlashes(publicUrl.pathname) + mountPath;
  return { path, origin: publicUrl.origin, url: publicUrl.origin + path };
}
