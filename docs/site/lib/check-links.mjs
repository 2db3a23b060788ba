// Every link inside the built site: its file is there, and so is its anchor. Other sites are not asked.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const filesIn = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith(ending) && statSync(join(folder, name)).isFile(),
  );

/** @returns one line for each link that leads nowhere */
export function brokenLinks(dist, base) {
  const html = new Map(filesIn(dist, '.html').map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
  const others = new Set(filesIn(dist, ''));
  const idsOf = new Map(
    [...html].map(([name, text]) => [name, new Set([...text.matchAll(/ (?:id|name)="([^"]+)"/g)].map(([, id]) => id))]),
  );
  const broken = [];
  for (const [name, text] of html) {
    const here = new URL(name, 'http://site' + base);
    for (const [, href] of text.matchAll(/<(?:a|link|script|img)[^>]*? (?:href|src)="([^"]*)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), here);
      if (url.host !== 'site') continue;
      const path = decodeURIComponent(url.pathname);
      if (!path.startsWith(base)) broken.push(`${name}: ${href} is outside of ${base}`);
      const file = path.slice(base.length).replace(/(^|\/)$/, '$1index.html');
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (!others.has(file)) broken.push(`${name}: ${href}`);
      else if (anchor && !idsOf.get(file)?.has(anchor)) broken.push(`${name}: ${href} (no such anchor)`);
    }
  }
  return [...new Set(broken)];
}
