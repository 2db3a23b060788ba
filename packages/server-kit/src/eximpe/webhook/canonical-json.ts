// The body as EximPe's own sample signs it: keys sorted at every depth, compact, ASCII only.

/** Undefined when the body is not JSON. */
export function canonicalJson(body: Buffer): Buffer | undefined {
  try {
    return Buffer.from(asciiOnly(write(JSON.parse(body.toString('utf8')))));
  } catch {
    return undefined;
  }
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

const asciiOnly = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
