// `npm run docs`: serves the site and writes its pages anew when a document changes. `npm run docs:build`: static files in docs/site/dist.
import { cpSync, mkdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vitepress';
import { writeApi } from './lib/api.mjs';
import { assemblePages, PICTURE } from './lib/assemble.mjs';
import { brokenLinks } from './lib/check-links.mjs';
import { filesInRepository, ROOT } from './lib/documents.mjs';
import { llmsFiles } from './lib/llms.mjs';
import { writePlayground } from './lib/playground.mjs';
import { SECTIONS } from './pages.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PAGES = join(HERE, '.pages');
const DIST = join(HERE, 'dist');
const base = process.env.DOCS_BASE ?? '/';
const log = (text) => process.stdout.write(`${text}\n`);

function write(folder, name, content) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function writePages() {
  const pages = assemblePages(process.env.DOCS_REPOSITORY);
  for (const { route, title, about, isWide, markdown } of pages) {
    const head = `title: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(about)}\naside: ${!isWide}\n`;
    // A code for a title breaks between its words, on a phone.
    const text = markdown.replace(/^# \w+_\w+$/m, (heading) => heading.replaceAll('_', '_<wbr>'));
    write(PAGES, join(route, 'index.md'), `---\n${head}---\n\n${text}\n`);
  }
  cpSync(join(HERE, 'pages/index.md'), join(PAGES, 'index.md'));
  return pages;
}

/** What is served as it is: files of the site's own, and pictures of documents. */
function copyFiles() {
  const served = join(PAGES, 'public');
  cpSync(join(HERE, 'public'), served, { recursive: true });
  for (const path of filesInRepository('docs')) {
    const [, place] = PICTURE.exec(path) ?? [];
    if (place) cpSync(fileURLToPath(new URL(path, ROOT)), join(served, place));
  }
}

async function prepare() {
  rmSync(PAGES, { recursive: true, force: true });
  copyFiles();
  const pages = writePages();
  await Promise.all([writeApi(PAGES), writePlayground(join(PAGES, 'public/playground/made'))]);
  return pages;
}

const COMMANDS = {
  async serve() {
    await prepare();
    const server = await createServer(HERE, { port: Number(process.env.PORT ?? 4260), host: 'localhost' });
    await server.listen();
    server.printUrls();
    const again = () => {
      try {
        writePages();
      } catch (error) {
        log(error.message);
      }
    };
    for (const folder of ['../../docs', '../../packages', '../../README.md', '../../SECURITY.md', '../../CHANGELOG.md'])
      watch(
        join(HERE, folder),
        { recursive: true },
        (_, file) => file === null || (/(?:\.md|events?\.ts)$/.test(file) && !file.includes('.pages') && again()),
      );
  },

  async build() {
    const pages = await prepare();
    await build(HERE);
    for (const [name, text] of Object.entries(llmsFiles(SECTIONS, pages, base))) write(DIST, name, text);
    await COMMANDS.check();
    log(`${pages.length} pages and the API reference: ${DIST}`);
  },

  /** Every link of the built site leads somewhere. */
  async check() {
    const broken = brokenLinks(DIST, base);
    for (const each of broken) log(`broken link: ${each}`);
    if (broken.length > 0) process.exitCode = 1;
  },
};

const [command = 'serve'] = process.argv.slice(2);
if (!COMMANDS[command]) throw new Error(`Nothing is called ${command}; there are ${Object.keys(COMMANDS).join(', ')}.`);
await COMMANDS[command]();
