// What the form and its lookup of first digits hand each other.
import type { Network } from '@eximpe/contract';
import type { CardApi } from '../api/card-api.ts';

export interface BinLookupKit {
  readonly endpoint: string;
  /** Where the form is shown. */
  readonly root: ShadowRoot | HTMLElement;
  /**
   * Told about the digits that are in the field now, whenever they or what is known of them changes: their network, if the issuer's data
   * names one, and whether the shopper must say credit or debit.
   */
  readonly learned: (bin: string, network: Network | undefined, asksMop: boolean) => void;
}

export type CreateBinLookup = (kit: BinLookupKit, api?: CardApi) => undefined;
