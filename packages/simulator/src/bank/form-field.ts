// One field of a posted form, as text; empty when it is absent, repeated or nested.

export function field(form: unknown, name: string): string {
  if (typeof form !== 'object' || form === null || !Object.hasOwn(form, name)) return '';
  const value = (form as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}
