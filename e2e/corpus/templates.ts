// Hand-over pages in the structures that banks, aggregators and their SDKs use.
import { DATA } from './templates/data.ts';
import { MARKUP } from './templates/markup.ts';
import type { TemplateRow } from './templates/row.ts';
import { RUNNING } from './templates/running.ts';
import { SUBMITTING } from './templates/submitting.ts';

export { bytesOf } from './templates/row.ts';

export const TEMPLATES: readonly TemplateRow[] = [...SUBMITTING, ...MARKUP, ...DATA, ...RUNNING];
