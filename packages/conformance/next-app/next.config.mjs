import { fileURLToPath } from 'node:url';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

export default {
  // All that the app needs and nothing else, in a folder of its own: what most put into their image.
  output: 'standalone',
  serverExternalPackages: ['@eximpe/server-kit'],
  // Packages are installed at the root of the workspace.
  outputFileTracingRoot: WORKSPACE,
  turbopack: { root: WORKSPACE },
  // The suite's own shop is TypeScript outside of the app, and no page is here to be checked.
  typescript: { ignoreBuildErrors: true },
};
