// Starts the demo shop from the environment.
import { readConfig } from './config.ts';
import { startDemo } from './server.ts';

try {
  const config = readConfig(process.env);
  const demo = await startDemo(config);
  const { cardServer } = config;
  console.log(`\n  The demo shop is open: ${demo.url}`);
  if (cardServer) console.log(`  Its card server, a process of its own: ${cardServer.url}`);
  console.log('');
  const end = (): void => void demo.close();
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (error) {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  console.error(code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another with PORT.` : message);
  // Whatever was opened before the failure would keep the process running.
  process.exit(1);
}
