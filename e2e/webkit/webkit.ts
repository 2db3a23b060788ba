// WebKit with its own driver and display: iPhones and iPads have no other engine, and stock WebKitGTK is the closest on Linux.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../free-port.ts';

export interface Screen {
  /** As in the variable `DISPLAY`. */
  readonly display: string;
  close(): Promise<void>;
}

export interface WebKit {
  readonly driver: WebDriver;
  close(): Promise<void>;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver does not answer.');
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill();
  await once(process, 'exit');
}

/** Xvfb chooses a free display and prints its number. */
export async function openScreen(): Promise<Screen> {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = (await Promise.race([
    once(createInterface({ input: screen.stdout }), 'line'),
    once(screen, 'error').then(([error]) => Promise.reject(error as Error)),
  ])) as [string];
  return { display: `:${number}`, close: () => end(screen) };
}

async function start(driverPath: string, screen: Screen): Promise<WebKit> {
  const port = await freePort();
  const server = spawn(driverPath, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    await answers(`${url}/status`);
    const driver = await new Builder().usingServer(url).withCapabilities({ browserName: 'MiniBrowser' }).build();
    return {
      driver,
      close: async () => {
        await driver.quit().catch(() => undefined);
        await end(server);
      },
    };
  } catch (error) {
    await end(server);
    throw error;
  }
}

/**
 * A fresh browser. If the driver dies while it starts one, it is restarted, up to twice.
 *
 * @param driverPath WebKitWebDriver; it knows where its own MiniBrowser is
 */
export async function openWebKit(driverPath: string, screen: Screen, moreTries = 2): Promise<WebKit> {
  try {
    return await start(driverPath, screen);
  } catch (error) {
    if (moreTries === 0) throw error;
    return openWebKit(driverPath, screen, moreTries - 1);
  }
}
