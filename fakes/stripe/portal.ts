import { paymentMethod } from './cards.ts';
import { only, text } from './fields.ts';
import { payOpen } from './renewals.ts';
import type { Call, Thing, World } from './world.ts';

export function createPortalSession({ world, form }: Call): Thing {
  only(form, 'customer', 'return_url', 'expand');
  const customer = world.get('customer', text(form, 'customer'), 'customer');
  const id = world.newId('bps');
  return world.add({
    id,
    object: 'billing_portal.session',
    configuration: 'bpc_fake',
    created: world.now(),
    customer: customer.id,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: text(form, 'return_url'),
    url: `${world.base}/portal/${id}`,
  });
}

export const subscriptionsOf = (world: World, customer: string) =>
  world.all('subscription').filter((one) => one['customer'] === customer && one['status'] !== 'canceled');

/** A new card pays from now on, and what is open at once. */
export function changeCard(world: World, customer: string, named: string): void {
  const method = paymentMethod(world, named, customer);
  for (const subscription of subscriptionsOf(world, customer)) {
    subscription['default_payment_method'] = method.id;
    world.emit('customer.subscription.updated', subscription);
    payOpen(world, subscription);
  }
}
