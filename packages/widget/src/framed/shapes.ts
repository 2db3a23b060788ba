// Reads messages from another window, field by field: each reader gives the value, or `MISFIT`. From objects it takes only the named fields.

/** A reader's result for a value of the wrong form. */
export const MISFIT = Symbol();

export type Read = (value: unknown) => unknown;

/* @__NO_SIDE_EFFECTS__ */
export const text =
  (form: RegExp): Read =>
  (value) =>
    typeof value === 'string' && form.test(value) ? value : MISFIT;

/* @__NO_SIDE_EFFECTS__ */
const a =
  (type: 'boolean' | 'number'): Read =>
  (value) =>
    typeof value === type ? value : MISFIT;
export const aBoolean = a('boolean');
export const aNumber = a('number');

/** Keeps null and undefined. */
/* @__NO_SIDE_EFFECTS__ */
export const perhaps =
  (read: Read): Read =>
  (value) =>
    value === undefined || value === null ? value : read(value);

/* @__NO_SIDE_EFFECTS__ */
export const listOf =
  (read: Read): Read =>
  (value) =>
    Array.isArray(value) && value.every((each) => read(each) !== MISFIT) ? value : MISFIT;

const given = (value: unknown): Readonly<Record<string, unknown>> => Object(value) as Record<string, unknown>;

/* @__NO_SIDE_EFFECTS__ */
export const fields =
  (shape: Readonly<Record<string, Read>>): Read =>
  (value) => {
    const taken: Record<string, unknown> = {};
    for (const [name, read] of Object.entries(shape)) {
      const field = read(given(value)[name]);
      if (field === MISFIT) return MISFIT;
      if (field !== undefined) taken[name] = field;
    }
    return taken;
  };

/** An object's texts by name; entries with other names or forms are left out. */
/* @__NO_SIDE_EFFECTS__ */
export const texts =
  (isName: (name: string) => boolean, form: RegExp): Read =>
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).filter(([name, each]) => isName(name) && typeof each === 'string' && form.test(each)),
        )
      : MISFIT;
