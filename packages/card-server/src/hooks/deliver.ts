// `onPaid`, `onFailed` and `onAttention` by HTTP. The kit's outbox calls them again while they throw.
import type { EximpeKitOptions } from '@eximpe/server-kit';
import type { Delivery } from './contract.ts';
import type { PostToShop } from './post.ts';

type Deliveries = Required<Pick<EximpeKitOptions, 'onPaid' | 'onFailed' | 'onAttention'>>;

export function createDeliveries(post: PostToShop, timeoutMs: number): Deliveries {
  const deliver = async (delivery: Delivery): Promise<void> => {
    const { status } = await post(delivery, timeoutMs);
    if (status < 200 || status > 299)
      throw new Error(`the shop answered the hook ${delivery.type} with ${status} instead of 2xx`);
  };
  return {
    onPaid: (payment) => deliver({ type: 'payment.paid', id: `paid:${payment.attempt}`, payment }),
    onFailed: (payment) => deliver({ type: 'payment.failed', id: `failed:${payment.attempt}`, payment }),
    onAttention: (attention) => deliver({ type: 'attention', id: attention.id, attention }),
  };
}
