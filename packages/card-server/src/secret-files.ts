// Secrets may come in files (Docker and Kubernetes mount them so): `NAME_FILE` holds the path of what `NAME` would be.
import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param names which variables may come so
 * @returns the environment with their values, and a sentence for each that can't be had
 */
export function withSecretFiles(env: Environment, names: readonly string[]): { env: Environment; faults: string[] } {
  const values: Record<string, string | undefined> = { ...env };
  const faults: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) {
      faults.push(`${name}: is set, and so is ${name}_FILE; which is meant?`);
      continue;
    }
    try {
      // An editor's line end is no part of a secret.
      values[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      faults.push(`${name}_FILE: ${(error as NodeJS.ErrnoException).code ?? 'can not be read'}, ${file}`);
      // Named once: that it can't be read, not that it is missing, too.
      values[name] = undefined;
    }
  }
  return { env: values, faults };
}
