// The kit's path below a server's root, and the rest of a path below it.

/** `/eximpe` unless the option `mountPath` says otherwise. */
export const DEFAULT_MOUNT_PATH = '/eximpe';

export interface Mounted {
  /** e.g. `/eximpe`; empty at the root. */
  readonly mountPath: string;
  /** Path below the mount, e.g. `/payments`. */
  readonly path: string;
}

/** The path below `mountPath`; undefined when it is not below it. */
export function below(path: string, mountPath: string): string | undefined {
  if (mountPath === '') return path;
  if (path === mountPath) return '/';
  return path.startsWith(`${mountPath}/`) ? path.slice(mountPath.length) : undefined;
}
