// The bank's app on the shopper's phone: the bank asks it when the page is first shown, and its answer takes a while.
import type { Order } from '../book/order.ts';
import type { World } from '../world.ts';

/** Simulated seconds until somebody has unlocked the phone, read, and approved. */
export const APPROVED_AFTER_SECONDS = 10;

/** Asks once for each challenge, however often the page is loaded. */
export function askTheApp(world: World, { challenge }: Order): void {
  if (!challenge || challenge.askedApp) return;
  challenge.askedApp = true;
  world.clock.after(APPROVED_AFTER_SECONDS * 1000, () => void (challenge.isApproved = true));
}
