export interface Manifest {
  readonly name: string;
  readonly scripts: { readonly build?: string; readonly start: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  /** By name; the packages that are used here all write it so. */
  readonly bin?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
export const SERVERS: readonly string[];
export function copyShop(server: string, folder: string): void;
export function manifestOf(folder: string): Manifest;
export function writeManifest(folder: string, manifest: Manifest): void;
export function writeEnv(folder: string, values: Readonly<Record<string, string>>): void;
export function isEmpty(folder: string): boolean;
