// Bundles a package as it is published: JavaScript and types, each as ES module and as CommonJS, with our other packages inside.
import { readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { build } from 'vite';
import { ROOT } from './run.mjs';

/** What comes inside: our other packages, and the reader of HTML that `eximpe-doctor page` alone needs. */
const inside = [/^@eximpe\//, /^(?:parse5|entities)(?:\/|$)/];
/** Node's own. */
export const NODE_MODULES = [/^node:/, ...builtinModules];

/** What stays an import: Node's own modules, and whatever the package lists as installed beside it. */
function externals(folder) {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const installed = Object.keys({ ...dependencies, ...peerDependencies });
  return [...NODE_MODULES, ...installed.map((name) => new RegExp(`^${name}(?:/|$)`))];
}

/**
 * What Node runs, of built files.
 * @param entries file to write, without its ending → built file, both relative to the package
 * @param noExternal which packages come inside
 */
export const bundleForNode = (folder, outDir, entries, { format, ending, noExternal, external, output }) =>
  build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    ssr: { noExternal },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      // Whoever hands their code on hands on their licence, too.
      license: format === 'es' && { fileName: 'licenses.md' },
      lib: {
        entry: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(folder, file)])),
        formats: [format],
        fileName: (_, name) => `${name}.${ending}`,
      },
      rolldownOptions: { external, output },
    },
  });

/**
 * @param entries as above
 * @param format `es` or `cjs`
 */
export async function bundleScripts(folder, outDir, entries, format) {
  const ending = format === 'es' ? 'js' : 'cjs';
  await bundleForNode(folder, outDir, entries, {
    format,
    ending,
    noExternal: inside,
    external: externals(folder),
    // Both formats lie in one folder: what their entries share must not have the same name.
    output: { chunkFileNames: `shared.${ending}` },
  });
}

/** Finds the types of @eximpe/contract, whose packages.json names are not for published code. */
const contractTypes = {
  name: 'contract-types',
  resolveId: (id) =>
    /^@eximpe\/contract(?:\/|$)/.test(id)
      ? join(ROOT, 'packages/contract/dist', `${id.split('/')[2] ?? 'index'}.d.ts`)
      : null,
};

/** CommonJS may name the types of a package that is an ES module only, if it says so. */
const typesOfEsModules = (names) => ({
  name: 'types-of-es-modules',
  renderChunk: (code) =>
    code.replace(/^import (\{[^}]*\}|\* as \w+) from '([^']+)';$/gm, (line, imported, from) =>
      names.includes(from.split('/')[0])
        ? `import type ${imported} from '${from}' with { 'resolution-mode': 'import' };`
        : line,
    ),
});

/**
 * Types are written once, as CommonJS, which both kinds of module may import, and handed on as ES module: were they written twice, a program that
 * meets both would see two classes of one name that do not fit each other.
 * @param entries file to write, without its ending → built `.d.ts`, both relative to the package
 * @param esModules packages that can't be `require`d
 */
export async function bundleTypes(folder, outDir, entries, esModules = []) {
  const roll = await rollup({
    input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(folder, file)])),
    external: externals(folder),
    plugins: [contractTypes, dts(), typesOfEsModules(esModules)],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  await roll.write({ dir: outDir, format: 'es', entryFileNames: '[name].d.cts', chunkFileNames: 'shared.d.cts' });
  await roll.close();
  for (const name of Object.keys(entries))
    writeFileSync(join(outDir, `${name}.d.ts`), `export * from './${name}.cjs';\n`);
}
