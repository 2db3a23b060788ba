// HTML in template strings: every filled-in value is escaped, unless it is HTML already.

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function fill(value: Filling): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object' && value !== null) return value.map(fill).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** The values that a template accepts. */
export type Filling = Html | string | number | bigint | boolean | null | undefined | readonly Filling[];

export function html(strings: TemplateStringsArray, ...values: readonly Filling[]): Html {
  return new Html(strings.map((part, index) => part + (index < values.length ? fill(values[index]) : '')).join(''));
}
