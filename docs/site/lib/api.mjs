// The API reference: what the packages export, with the comments at the declarations, by TypeDoc.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';
import { API_ENTRIES } from '../pages.mjs';

const PACKAGES = fileURLToPath(new URL('../../../packages/', import.meta.url));

/** Links from one entry's file to another's lead to that one's page. */
const linked = (markdown, from) =>
  markdown.replaceAll(/\]\(([^)#]+)\.md(#[^)]*)?\)/g, (link, path, anchor = '') => {
    const target = API_ENTRIES.find(({ entry }) => entry === posix.join(posix.dirname(from), path));
    return target ? `](/${target.route}/${anchor})` : link;
  });

/** One page for each entry of a package, below `reference/api/`. */
export async function writeApi(pages) {
  const out = join(pages, '.api');
  const app = await Application.bootstrapWithPlugins({
    entryPoints: API_ENTRIES.map(({ entry }) => join(PACKAGES, entry, 'index.ts')),
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
  for (const { route, title, entry } of API_ENTRIES) {
    const made = readFileSync(join(out, `${entry}.md`), 'utf8');
    mkdirSync(join(pages, route), { recursive: true });
    writeFileSync(join(pages, route, 'index.md'), `# ${title}\n\n${linked(made, entry)}`);
  }
  rmSync(out, { recursive: true });
}
