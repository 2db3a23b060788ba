// A card network as it crosses the wire.
import * as z from 'zod/mini';
import { NETWORKS } from './networks.ts';

export const Network = z.enum(NETWORKS);
export type Network = z.infer<typeof Network>;
