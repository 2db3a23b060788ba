// The API reference: what the packages export, with the comments at the declarations, by TypeDoc.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';
import { API_PACKAGES } from '../pages.mjs';

const PACKAGES = fileURLToPath(new URL('../../../packages/', import.meta.url));

/** One page a package, below `reference/api/`. */
export async function writeApi(pages) {
  const out = join(pages, '.api');
  const app = await Application.bootstrapWithPlugins({
    entryPoints: API_PACKAGES.map(({ folder }) => join(PACKAGES, folder, 'src/index.ts')),
    basePath: PACKAGES,
    tsconfig: fileURLToPath(new URL('../tsconfig.api.json', import.meta.url)),
    plugin: ['typedoc-plugin-markdown'],
    router: 'module',
    out,
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    hidePageTitle: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    // `npm run check:types` does that.
    skipErrorChecking: true,
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc could not read the packages.');
  await app.generateOutputs(project);
  for (const { route, title, folder } of API_PACKAGES) {
    const made = readFileSync(join(out, folder, 'src.md'), 'utf8');
    mkdirSync(join(pages, route), { recursive: true });
    writeFileSync(join(pages, route, 'index.md'), `# ${title}\n\n${made}`);
  }
  rmSync(out, { recursive: true });
}
