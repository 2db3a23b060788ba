// `--healthy`: the command for a container's health check, since the image has no curl.
import { HEALTH } from './addresses.ts';
import type { Environment } from './secret-files.ts';

const LONGEST_MS = 4_000;

/** Whether the card server of this container is ready to take payments. */
export const isHealthy = (env: Environment): Promise<boolean> =>
  fetch(`http://127.0.0.1:${env['PORT'] || '8080'}${HEALTH}`, { signal: AbortSignal.timeout(LONGEST_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
