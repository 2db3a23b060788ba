// Markdown as text: sections by anchor, headings one level up, links to other addresses. What stands in code is left alone.
import { slug } from 'github-slugger';

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^(#{1,6}) +(.*?)\s*$/;

/** Lines with whether they are prose: outside fenced code. */
export function* linesOf(markdown) {
  let fence = null;
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      yield { line, isProse: false };
      if (mark?.startsWith(fence)) fence = null;
    } else {
      if (mark) fence = mark;
      yield { line, isProse: !mark };
    }
  }
}

/** Headings as GitHub anchors them: the second of a name gets `-1`. */
export function headingsOf(markdown) {
  const seen = new Map();
  const headings = [];
  let at = 0;
  for (const { line, isProse } of linesOf(markdown)) {
    const [, marks, text] = (isProse && HEADING.exec(line)) || [];
    if (marks) {
      const name = anchorFor(text);
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      headings.push({ level: marks.length, text, anchor: count === 0 ? name : `${name}-${count}`, line: at });
    }
    at += 1;
  }
  return headings;
}

/** A link in a heading is known by its words. */
export const anchorFor = (text) =>
  slug(text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]|\\(?=_)/g, ''));

/** The text below a heading, up to the next one of its level or above; with the headings below it. */
export function sectionOf(markdown, anchor) {
  const headings = headingsOf(markdown);
  const at = headings.findIndex((each) => each.anchor === anchor);
  if (at < 0) throw new Error(`There is no heading #${anchor}.`);
  const own = headings[at];
  const after = headings.slice(at + 1);
  const end = after.find(({ level }) => level <= own.level)?.line;
  const body = markdown
    .split('\n')
    .slice(own.line + 1, end)
    .join('\n')
    .trim();
  return {
    level: own.level,
    title: own.text,
    body,
    anchors: after.filter(({ line }) => line < (end ?? Infinity)).map((each) => each.anchor),
  };
}

/** Headings so that the highest is of this level. */
export function raiseHeadings(markdown, level) {
  const highest = Math.min(...headingsOf(markdown).map((each) => each.level));
  return mapProse(markdown, (line) =>
    line.replace(HEADING, (_, marks, text) => `${'#'.repeat(Math.min(6, marks.length - highest + level))} ${text}`),
  );
}

/** Words in angle brackets are words: only addresses and the few tags that documents use stay markup. */
export const escapeMarkup = (markdown) =>
  mapProse(markdown, (line) =>
    line.replaceAll(
      /(`+)(?:(?!\1).)*?\1(?!`)|<(?=\/?[a-z])(?!https?:|\/?(?:details|summary|br|kbd|sub|sup)\b)|\{\{/gi,
      (all, code) => (code ? all : all === '<' ? '&lt;' : '&#123;&#123;'),
    ),
  );

/** A document without its title. */
export const withoutTitle = (markdown) => mapProse(markdown, (line) => (line.startsWith('# ') ? '' : line)).trim();

/** @param {(target: string, text: string, image: '' | '!') => string} write what stands in place of `[text](target)`, or of `![text](target)` */
export function mapLinks(markdown, write) {
  // Code in the line is looked past, whatever it holds.
  const codeOrLink = /(`+)(?:(?!\1).)*?\1(?!`)|(!?)\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g;
  return mapProse(markdown, (line) =>
    line.replaceAll(codeOrLink, (all, _code, image, text, target) =>
      target === undefined ? all : write(target, text, image),
    ),
  );
}

const mapProse = (markdown, change) =>
  [...linesOf(markdown)].map(({ line, isProse }) => (isProse ? change(line) : line)).join('\n');

/** A table with cells that hold no bar of their own. */
export const table = (head, rows) => {
  const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

/** Blocks of fenced code with their language and where they stand. */
export const codeBlocksOf = (markdown) =>
  [...markdown.matchAll(/^( *)(`{3,})([\w-]*)[^\n]*\n(.*?)^\1\2 *$/gms)].map(([, indent, , lang, code]) => ({
    lang,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
