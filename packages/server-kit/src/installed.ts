// A package that a shop has installed beside the kit, or beside the app, where package managers keep them apart.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Undefined when it is in neither place. Throws what it throws when it is loaded. */
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
