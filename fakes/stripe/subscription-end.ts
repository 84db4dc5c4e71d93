import type { Thing, World } from './world.ts';

/** Over, now: nothing is billed any more, and what is unpaid stays so. */
export function endNow(world: World, subscription: Thing): Thing {
  Object.assign(subscription, { status: 'canceled', canceled_at: world.now(), ended_at: world.now() });
  world.emit('customer.subscription.deleted', subscription);
  return subscription;
}
