// Secrets may come in files (Docker and Kubernetes mount them like this): `NAME_FILE` is the path of a file with the value of `NAME`.
import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param names the variables that may come from a file
 * @returns the environment with their values, and a sentence for each file that can't be read
 */
export function withSecretFiles(env: Environment, names: readonly string[]): { env: Environment; faults: string[] } {
  const values: Record<string, string | undefined> = { ...env };
  const faults: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) {
      faults.push(`${name}: is set, and so is ${name}_FILE; set only one`);
      continue;
    }
    try {
      // A line end that an editor added is not part of the secret.
      values[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      faults.push(`${name}_FILE: ${(error as NodeJS.ErrnoException).code ?? "can't be read"}, ${file}`);
      // One report is enough: that the file can't be read. The variable is not reported as missing, too.
      values[name] = undefined;
    }
  }
  return { env: values, faults };
}
