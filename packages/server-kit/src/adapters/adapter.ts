// What the kit gives to an adapter.
import type { Handle } from '../http/handler.ts';
import type { TrustProxy } from '../client-address.ts';

export interface AdapterContext {
  readonly handle: Handle;
  /** The option of that name. */
  readonly trustProxy: TrustProxy | undefined;
  /** The option of that name: public path of the mount, without a slash at its end. */
  readonly mountPath: string | undefined;
}
