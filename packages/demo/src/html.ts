// HTML in template strings: every value is escaped, unless it is HTML already.

class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}
export type { Html };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function fill(value: unknown): string {
  if (value instanceof Html) return value.text;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(fill).join('');
  return `${value as string | number}`.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return new Html(strings.map((part, index) => part + (index < values.length ? fill(values[index]) : '')).join(''));
}
