// The pages of the site as Markdown, made from documents of this repository, pages of the site, and tables in the code.
import { posix } from 'node:path';
import { readDocument } from './documents.mjs';
import { errorPages, errorsIndex } from './errors.mjs';
import { formEvents, noticeTable, serverEvents } from './events.mjs';
import { escapeMarkup, headingsOf, mapLinks, raiseHeadings, sectionOf, withoutTitle } from './markdown.mjs';
import { SECTIONS, UNLISTED } from '../pages.mjs';

/** What a page of the site asks for by `<!-- made: name -->`. */
const MADE = {
  'errors index': errorsIndex,
  'form events': formEvents,
  'server events': serverEvents,
  notices: noticeTable,
};

/** Pictures of documents; on the site they are where they are below docs/. */
export const PICTURE = /^docs\/((?!site\/).+\.(?:png|webp))$/;

const ownFile = ({ route }) => `docs/site/pages/${route}.md`;

/**
 * Every page by its route: `{ route, title, about, markdown }`, and `from` where it shows one document.
 * @param {string} [repository] where files that are no page can be read, e.g. `https://host.example/card-form/blob/main/`
 */
export function assemblePages(repository) {
  const decisions = decisionPages();
  const rows = [...SECTIONS.flatMap(({ pages }) => pages), ...UNLISTED, ...decisions];
  const drafts = [...rows.map((row) => ({ ...row, ...textOf(row) })), ...errorPages()];
  const places = placesOf(drafts);
  return drafts.map(({ route, title, about, from, parts, isWide = false }) => ({
    route,
    isWide,
    from,
    title,
    about,
    markdown: [
      `# ${title}`,
      ...parts.map(({ file, text, isMarkup }) => (isMarkup ? text : linked(text, file, places, repository))),
    ].join('\n\n'),
  }));
}

/** One page for each decision, in the order of their numbers. */
const decisionPages = () =>
  [...readDocument('docs/decisions/README.md').matchAll(/\[(.*?)\]\((\d{4}-[\w-]+)\.md\)/g)].map(([, title, name]) => ({
    route: `reference/decisions/${name}`,
    title,
    about: `Decision: ${title}.`,
    from: `docs/decisions/${name}.md`,
  }));

/** What stands on a page, part by part, and from which file each comes: links are relative to that. */
function textOf(row) {
  if (row.from) return { parts: [partOf(row.from, 2)] };
  const file = ownFile(row);
  const parts = [];
  // `<!-- include: file#anchor -->` brings the text below that heading, `<!-- include: file#anchor as Title -->` under a heading of its own.
  const pieces = readDocument(file).split(/^<!-- (include|made|code|component): (.+?) -->$/m);
  for (let at = 0; at < pieces.length; at += 3) {
    if (pieces[at].trim() !== '') parts.push({ file, text: pieces[at].trim() });
    const [kind, what] = [pieces[at + 1], pieces[at + 2]];
    if (kind === 'made') parts.push({ file: '', text: madeOf(what, file) });
    // A component of the site's own theme, by its name.
    if (kind === 'component') parts.push({ text: `<${what} />`, isMarkup: true });
    if (kind === 'code') parts.push({ file: '', text: codeOf(what) });
    if (kind === 'include') {
      const [from, heading] = what.split(' as ');
      const part = partOf(from, heading ? 3 : 2);
      parts.push(heading ? { ...part, text: `## ${heading}\n\n${part.text}`, heading } : part);
    }
  }
  return { parts };
}

/** A program that other tests run: it is marked, and not compiled once more. */
const codeOf = (file) =>
  `<!-- from: ${file} -->\n\n\`\`\`${file.split('.').at(-1)}\n${readDocument(file).trim()}\n\`\`\``;

function madeOf(name, file) {
  if (!MADE[name]) throw new Error(`${file} asks for “${name}”, which nothing makes.`);
  return MADE[name]();
}

function partOf(from, level) {
  const [file, anchor] = from.split('#');
  const document = readDocument(file);
  if (!anchor)
    return {
      file,
      text: raiseHeadings(withoutTitle(document), level),
      whole: true,
      anchors: headingsOf(document).map((each) => each.anchor),
    };
  const { body, anchors } = sectionOf(document, anchor);
  return { file, text: raiseHeadings(body, level), anchor, anchors };
}

/** Where each document and each of its anchors is on the site. The first page that shows one has it. */
function placesOf(drafts) {
  const places = new Map();
  const put = (key, address) => places.has(key) || places.set(key, address);
  for (const { route, from, parts, isFor } of drafts) {
    for (const each of isFor ?? []) put(each, addressOf(route));
    if (!from) put(ownFile({ route }), addressOf(route));
    for (const { file, whole, anchor, anchors = [], heading } of parts) {
      if (whole) put(file, addressOf(route));
      if (anchor)
        put(`${file}#${anchor}`, addressOf(route) + (heading ? `#${headingsOf(`## ${heading}`)[0].anchor}` : ''));
      for (const each of anchors) put(`${file}#${each}`, `${addressOf(route)}#${each}`);
    }
  }
  // A README that is shown in parts is where its first part is.
  for (const key of places.keys()) if (key.includes('#')) put(key.split('#')[0], places.get(key).split('#')[0]);
  return places;
}

export const addressOf = (route) => (route === '' ? '/' : `/${route}/`);

function linked(text, file, places, repository) {
  return mapLinks(escapeMarkup(text), (target, words, image) => {
    if (/^(?:[a-z][\w+.-]*:|\/)/i.test(target)) return `${image}[${words}](${target})`;
    const [path, anchor] = target.split('#');
    const wanted = path === '' ? file : posix.join(posix.dirname(file), path).replace(/\/$/, '');
    if (PICTURE.test(wanted)) return `${image}[${words}](${wanted.replace(PICTURE, '/$1')})`;
    const candidates = [wanted, `${wanted}/README.md`];
    for (const each of candidates) {
      const address = places.get(anchor ? `${each}#${anchor}` : each);
      if (address) return `[${words}](${address})`;
    }
    if (path === '') return `[${words}](#${anchor})`;
    // A file of the repository that is no page.
    return repository
      ? `[${words}](${new URL(wanted, repository)}${anchor ? `#${anchor}` : ''})`
      : `<span class="file" title="In the repository: ${wanted}">${words.replaceAll(/`([^`]*)`/g, '<code>$1</code>')}</span>`;
  });
}
