// A card network as it crosses the wire.
import * as z from 'zod/mini';
import { NETWORK_IDS } from './networks.ts';

export const Network = z.enum(NETWORK_IDS);
export type Network = z.infer<typeof Network>;
