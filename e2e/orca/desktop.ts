// A desktop without a screen, with a screen reader: Orca's speech is in its log, as text.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Debian's packages: xvfb, openbox, dbus, at-spi2-core, orca. */
const PROGRAMS = ['Xvfb', 'openbox', 'dbus-daemon', 'orca'] as const;

export const missingPrograms = (): readonly string[] =>
  PROGRAMS.filter(
    (name) => !(process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name))),
  );

/**
 * Orca's customization file: every sentence is written to a file at once, pages are not read from top to bottom when they open, and
 * no event is dropped when a busy machine reports many of them late.
 */
const CUSTOMIZATIONS = `
import logging, os
import orca.settings
orca.settings.sayAllOnLoad = False
speech = logging.getLogger('speech')
speech.setLevel(logging.INFO)
handler = logging.FileHandler(os.path.join(os.environ['HOME'], 'speech.log'), 'w', 'utf-8')
handler.setFormatter(logging.Formatter('%(created)f %(message)s'))
speech.addHandler(handler)
from orca import event_manager
event_manager.EventManager._inFlood = lambda self: False
event_manager.EventManager._inDeluge = lambda self: False
`;

export interface Desktop {
  /** What a browser needs to run on this desktop and be read by Orca. */
  readonly env: Readonly<Record<string, string>>;
  readonly speechLog: string;
  close(): Promise<void>;
}

export async function openDesktop(): Promise<Desktop> {
  const home = mkdtempSync(join(tmpdir(), 'orca-'));
  const speechLog = join(home, 'speech.log');
  const children: ChildProcess[] = [];
  let env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_RUNTIME_DIR: home,
    LANG: 'C.UTF-8',
    GNOME_ACCESSIBILITY: '1',
  };
  const start = (program: string, ...args: readonly string[]): ChildProcess => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    children.unshift(child);
    return child;
  };
  /** The line that a program prints on its pipe when it is ready. */
  const firstLine = async (child: ChildProcess): Promise<string> => {
    const [line] = (await once(createInterface({ input: child.stdio[3] as NodeJS.ReadableStream }), 'line')) as [
      string,
    ];
    return line;
  };
  const display = await firstLine(start('Xvfb', '-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'));
  env = { ...env, DISPLAY: `:${display}` };
  const bus = await firstLine(start('dbus-daemon', '--session', '--nofork', '--print-address=3'));
  env = { ...env, DBUS_SESSION_BUS_ADDRESS: bus };
  start('openbox');
  const settings = join(home, '.local/share/orca');
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, 'orca-customizations.py'), CUSTOMIZATIONS);
  // Logs everything that the browser tells Orca, and why Orca does not say it.
  const debugFile = process.env['ORCA_DEBUG_FILE'];
  start('orca', '--replace', ...(debugFile ? ['--debug-file', debugFile] : []));
  return {
    env,
    speechLog,
    async close() {
      for (const child of children) {
        if (child.exitCode !== null) continue;
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
