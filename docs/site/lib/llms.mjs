// For machines that read: a list of all pages, each page as Markdown, and all of them in one file.
const HEAD = `# EximPe Card Form

> Card payments with 3-D Secure from shoppers in India, on the shop's own checkout page, through EximPe's server-to-server card API:
> one custom element in the browser (<eximpe-card-form>), one handler on the server for Express, Nest, Fastify, Next.js, Hono or bare Node.
> The amount never comes from the browser. Ship goods on the server's onPaid, never on an event in the browser.
`;

/** @returns files by name: `llms.txt`, `llms-full.txt`, and `<route>/index.md` for each page */
export function llmsFiles(sections, pages, base) {
  const line = ({ route, title, about }) => `- [${title}](${base}${route}/index.md): ${about}`;
  const lists = sections.map(({ title, pages: rows }) => `## ${title}\n\n${rows.map(line).join('\n')}`);
  const errors = pages.filter(({ route }) => route.startsWith('errors/'));
  return {
    'llms.txt': [HEAD, ...lists, `## Each problem and code\n\n${errors.map(line).join('\n')}`].join('\n\n'),
    'llms-full.txt': [HEAD, ...pages.map(({ markdown }) => markdown)].join('\n\n---\n\n'),
    ...Object.fromEntries(pages.map(({ route, markdown }) => [`${route}/index.md`, `${markdown}\n`])),
  };
}
