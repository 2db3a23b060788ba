// VitePress: what it shows is written into .pages by main.mjs; navigation comes from pages.mjs.
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { emptyHeads } from '../lib/empty-heads.mjs';
import { anchorFor } from '../lib/markdown.mjs';
import { mermaid } from '../lib/mermaid.mjs';
import { API_ENTRIES, SECTIONS } from '../pages.mjs';

const item = ({ route, title }) => ({ text: title, link: `/${route}/` });
const api = { text: 'API', collapsed: true, items: API_ENTRIES.map(item) };
const sidebar = SECTIONS.map(({ title, pages }) => ({
  text: title,
  items: title === 'Reference' ? [api, ...pages.map(item)] : pages.map(item),
}));
const [start, form, server] = SECTIONS.map(({ pages }) => pages[0].route);

export default defineConfig({
  lang: 'en',
  title: 'EximPe Card Form',
  description: 'Card payments with 3-D Secure from shoppers in India, on your own checkout page.',
  srcDir: '.pages',
  outDir: 'dist',
  base: process.env.DOCS_BASE ?? '/',
  head: [['link', { rel: 'icon', href: `${process.env.DOCS_BASE ?? '/'}icon.svg` }]],
  // No page is stamped with the time of its commit: a shallow clone builds the same site.
  lastUpdated: false,
  // Addresses of one's own machine are examples; `main.mjs check` looks at all others, with their anchors.
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    anchor: { slugify: anchorFor },
    headers: { slugify: slug },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdownIt) => markdownIt.use(mermaid).use(emptyHeads),
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('eximpe-') } } },
  themeConfig: {
    logo: '/icon.svg',
    nav: [
      { text: 'Quick start', link: `/${start}/` },
      { text: 'Form', link: `/${form}/`, activeMatch: '^/form/' },
      { text: 'Server', link: `/${server}/`, activeMatch: '^/server/' },
      { text: 'Playground', link: '/playground/' },
      { text: 'Errors', link: '/errors/', activeMatch: '^/errors/' },
      { text: 'API', link: `/${API_ENTRIES[0].route}/`, activeMatch: '^/reference/api/' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    footer: { message: 'MIT licensed. With the simulator nobody is charged.' },
  },
});
