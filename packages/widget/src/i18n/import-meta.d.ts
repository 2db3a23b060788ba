// `import.meta.glob`, which Vite resolves where it builds and tests the form.
/// <reference types="vite/types/import-meta.d.ts" />
