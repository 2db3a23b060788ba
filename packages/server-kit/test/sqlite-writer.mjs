// A thread that writes into a SQLite file for a given time, like another process that is creating its tables.
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
