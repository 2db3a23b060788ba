// What the server-kit serves when it runs from source: what was built last, and nothing before the first build.
const { PACKAGE_VERSION, SERVED_FILES, PAGE_WORDS } = await import('./dist/served-files.js').catch(() => ({
  PACKAGE_VERSION: '',
  SERVED_FILES: {},
  PAGE_WORDS: {},
}));

export { PACKAGE_VERSION, SERVED_FILES, PAGE_WORDS };
