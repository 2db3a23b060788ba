// What the server-kit serves when it runs from source: what was built last, and nothing before the first build.
const { PACKAGE_VERSION, SERVED_FILES } = await import('./dist/served-files.js').catch(() => ({
  PACKAGE_VERSION: '',
  SERVED_FILES: {},
}));

export { PACKAGE_VERSION, SERVED_FILES };
