// Diagrams: ```mermaid becomes a picture when the site is built, in the colours of the page. Its `%% title:` is what screen readers hear.
import { renderMermaidSVG } from 'beautiful-mermaid';

/** A plugin of markdown-it. */
export function mermaid(markdownIt) {
  const fence = markdownIt.renderer.rules.fence;
  markdownIt.renderer.rules.fence = (tokens, at, ...rest) => {
    if (tokens[at].info.trim() !== 'mermaid') return fence(tokens, at, ...rest);
    const { content } = tokens[at];
    const title = /^%% title: (.*)$/m.exec(content)?.[1];
    if (!title) throw new Error(`A diagram has no “%% title:” to be read aloud:\n${content}`);
    const svg = renderMermaidSVG(content.replaceAll(/^%%.*\n/gm, ''), { transparent: true, padding: 12 });
    return `<figure class="diagram" role="img" aria-label="${markdownIt.utils.escapeHtml(title)}" tabindex="0" v-pre>${bare(svg)}</figure>\n`;
  };
}

/** Without the library's own style, which loads a font from elsewhere: theme/style.css has its colours. In one line: Vue compares what it finds. */
const bare = (svg) =>
  svg
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/ style="[^"]*"/, ' aria-hidden="true"')
    .replaceAll(/>\s+</g, '><')
    .trim();
