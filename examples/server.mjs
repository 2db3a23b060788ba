// Serves the examples, with a shop's server-kit behind them: `npm run demo` first, then `npm start` here.
import { mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** @param {string} shopUrl origin of the shop whose server-kit is mounted at /eximpe */
export async function startExamples(shopUrl, port = 0) {
  const isCustomElement = (tag) => tag.startsWith('eximpe-');
  // Each server prepares its own packages: two at once must not share a half-written folder.
  const cacheDir = mkdtempSync(fileURLToPath(new URL('node_modules/.vite-', import.meta.url)));
  const server = await createServer({
    cacheDir,
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [vue({ template: { compilerOptions: { isCustomElement } } }), svelte({ configFile: false })],
    // The kit takes cards from its own shop's pages only: to it, these pages are the shop's.
    server: {
      port,
      host: 'localhost',
      hmr: false,
      proxy: { '/eximpe': { target: shopUrl, changeOrigin: true, headers: { origin: shopUrl } } },
    },
    optimizeDeps: {
      include: [
        'react',
        'react-dom/client',
        'react/jsx-dev-runtime',
        'vue',
        '@angular/compiler',
        '@angular/core',
        '@angular/platform-browser',
        'lit/html.js',
      ],
    },
  });
  await server.listen();
  const close = async () => {
    await server.close();
    rmSync(cacheDir, { recursive: true, force: true });
  };
  const { port: opened } = server.httpServer.address();
  return { url: `http://localhost:${opened}`, close };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startExamples(
    process.env.SHOP_URL ?? 'http://localhost:4242',
    Number(process.env.PORT ?? 4250),
  );
  // oxlint-disable-next-line no-console -- the addresses are what one starts it for
  for (const example of ['plain', 'react', 'vue', 'svelte', 'angular']) console.log(`${url}/${example}/?checkout=…`);
}
