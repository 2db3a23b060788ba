// Where the kit is mounted, as shoppers and EximPe see it.
import type { Request } from 'express';

export interface Mount {
  /** Path of the mount on the public origin, e.g. `/eximpe`. */
  readonly path: string;
  /** e.g. `https://shop.example`. */
  readonly origin: string;
  /** `origin` + `path`. */
  readonly url: string;
}

export function mountOf(request: Request, publicUrl: URL): Mount {
  const path = publicUrl.pathname.replace(/\/+$/, '') + request.baseUrl.replace(/\/+$/, '');
  return { path, origin: publicUrl.origin, url: publicUrl.origin + path };
}
