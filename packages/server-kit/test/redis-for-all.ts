// One Redis for every test of the project `server-kit on redis`; each shop in it has its own prefix.
import type { TestProject } from 'vitest/node';
import { startRedis } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where shops keep their payments; absent in the project that keeps them in memory. */
    redisPort: number | undefined;
  }
}

export default async function startRedisForAll(project: TestProject): Promise<() => Promise<void>> {
  const redis = await startRedis();
  project.provide('redisPort', redis.port);
  return () => redis.stop();
}
