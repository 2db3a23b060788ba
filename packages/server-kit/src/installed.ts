// Finds a package that the shop has installed next to the kit, or next to the app: some package managers keep the two apart.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Undefined when it is in neither place. An error that the package throws while it loads is passed on. */
export function installed(name: string): unknown {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    const require = createRequire(from);
    try {
      require.resolve(name);
    } catch {
      continue;
    }
    return require(name) as unknown;
  }
  return undefined;
}
