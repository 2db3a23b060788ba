// Documents of this repository, by their path.
import { readFileSync } from 'node:fs';

export const ROOT = new URL('../../../', import.meta.url);
export const readDocument = (path) => readFileSync(new URL(path, ROOT), 'utf8');
