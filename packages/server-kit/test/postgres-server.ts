// A real Postgres for tests, with its own folder and port, removed with the test; and a PgBouncer in front of one.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './redis-server.ts';

export interface PostgresServer {
  readonly url: string;
  readonly port: number;
  /** Stops it at once, as a crash does; `start` restarts it with what was on its disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Neither program can run as root. */
const owner = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (option: string): number => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `eximpe-${name}-`));
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

/** Resolves once its output says that it is ready. */
async function started(child: ChildProcess, says: RegExp): Promise<ChildProcess> {
  let text = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${text}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (says.test(text)) resolve();
    });
  });
  return child;
}

const ended = (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });

/** @param settings of the server, e.g. `fsync=off` */
export async function startPostgres(...settings: readonly string[]): Promise<PostgresServer> {
  const program = process.env['POSTGRES_PATH'] ?? 'postgres';
  const folder = folderFor('postgres');
  const data = join(folder, 'data');
  const who = { ...owner(), cwd: folder };
  const initdb = join(dirname(program), 'initdb');
  execFileSync(initdb, ['-D', data, '-U', 'shop', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], {
    ...who,
    stdio: 'pipe',
  });
  const port = await freePort();
  const args = ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', '', ...settings.flatMap((each) => ['-c', each])];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    // Processes left by a crash end by themselves, but block the start until then.
    for (let tries = 0; ; tries += 1) {
      try {
        child = await started(spawn(program, args, { ...who, stdio: ['ignore', 'ignore', 'pipe'] }), /ready to accept/);
        return;
      } catch (error) {
        if (tries >= 50) throw error;
        await setTimeout(100);
      }
    }
  };
  await start();
  return {
    port,
    url: `postgres://shop@127.0.0.1:${port}/postgres`,
    start,
    kill: () => ended(child, 'SIGKILL'),
    async stop() {
      await ended(child, 'SIGINT');
      rmSync(folder, { recursive: true });
    },
  };
}

/** In transaction mode, in front of this server. Rejects where PgBouncer is not installed. */
export async function startPgBouncer(server: PostgresServer): Promise<{ url: string; stop: () => Promise<void> }> {
  const program = process.env['PGBOUNCER_PATH'] ?? 'pgbouncer';
  const folder = folderFor('pgbouncer');
  const port = await freePort();
  const config = join(folder, 'pgbouncer.ini');
  writeFileSync(
    config,
    `[databases]
postgres = host=127.0.0.1 port=${server.port} user=shop
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
max_client_conn = 100
`,
  );
  const child = await started(
    spawn(program, [config], { ...owner(), cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }),
    /process up/,
  );
  return {
    url: `postgres://shop@127.0.0.1:${port}/postgres`,
    async stop() {
      await ended(child, 'SIGINT');
      rmSync(folder, { recursive: true });
    },
  };
}
