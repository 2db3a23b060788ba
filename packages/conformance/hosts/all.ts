// Every server that the suite runs in, in the order of the table.
import type { Host } from '../src/host.ts';
import { connectHost } from './connect.ts';
import { events } from './events.ts';
import { express4 } from './express4.ts';
import { express5 } from './express5.ts';
import { fastify } from './fastify.ts';
import { fastifyWithExpress } from './fastify-express.ts';
import { hono, honoMounted } from './hono.ts';
import { nest } from './nest.ts';
import { nestOnFastify } from './nest-fastify.ts';
import { next } from './next.ts';
import { nodeHttp } from './node-http.ts';

export const HOSTS: readonly Host[] = [
  express5,
  express4,
  connectHost,
  nest,
  nestOnFastify,
  fastify,
  fastifyWithExpress,
  nodeHttp,
  hono,
  honoMounted,
  next,
  events,
];
