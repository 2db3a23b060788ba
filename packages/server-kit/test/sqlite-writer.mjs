// A thread that writes into a SQLite file for as long as it is told to, as another process does that is about to make its tables.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const { file, forMs } = workerData;
const database = new Database(file);
database.exec('begin immediate');
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origins
parentPort.postMessage('writing');
setTimeout(() => {
  database.exec('create table orders (id text)');
  database.exec('commit');
  database.close();
}, forMs);
