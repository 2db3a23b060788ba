// Starts the demo shop from the environment.
import { readConfig } from './config.ts';
import { startDemo } from './server.ts';

try {
  const demo = await startDemo(readConfig(process.env));
  console.log(`\n  The demo shop is open: ${demo.url}\n`);
  const end = (): void => void demo.close();
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (error) {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  console.error(code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another with PORT.` : message);
  // What was opened before it failed would keep the process.
  process.exit(1);
}
