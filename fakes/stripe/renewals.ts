import { collect, finalise } from './collecting.ts';
import { draft, voided } from './invoices.ts';
import { periodEnd } from './periods.ts';
import { endNow } from './subscription-end.ts';
import type { Thing, World } from './world.ts';

/** Stripe keeps a renewal's invoice as a draft for so long. */
const DRAFT_FOR = 3600;

export const itemOf = (subscription: Thing): Thing => subscription['items'].data[0];

/** From now on at every period's end. What has been changed meanwhile finds its own appointment. */
export function renewAt(world: World, subscription: Thing): void {
  const end = itemOf(subscription)['current_period_end'];
  world.at(end, () => {
    if (subscription['status'] === 'canceled' || itemOf(subscription)['current_period_end'] !== end) return;
    if (subscription['cancel_at_period_end']) endNow(world, subscription);
    else renew(world, subscription);
  });
}

function renew(world: World, subscription: Thing): void {
  const item = itemOf(subscription);
  const start = item['current_period_end'];
  if (subscription['status'] === 'trialing') subscription['status'] = 'active';
  const period = {
    start,
    end: periodEnd(subscription['billing_cycle_anchor'], start, item['price'].recurring.interval),
  };
  Object.assign(item, { current_period_start: period.start, current_period_end: period.end });
  renewAt(world, subscription);
  const invoice = draft(world, subscription, 'subscription_cycle', [fullPeriod(item['price'], period)]);
  world.emit('customer.subscription.updated', subscription);
  if (subscription['pause_collection']) voided(world, invoice);
  else world.at(world.now() + DRAFT_FOR, () => finalise(world, invoice));
}

export const fullPeriod = (price: Thing, period: { start: number; end: number }) => ({
  amount: price['unit_amount'],
  title: `1 × ${price['product']} (fake)`,
  price,
  period,
});

/** A card that pays again may pay what is open. */
export function payOpen(world: World, subscription: Thing): void {
  const open = world
    .all('invoice')
    .filter(({ status, parent }) => status === 'open' && parent.subscription_details.subscription === subscription.id);
  for (const invoice of open.reverse()) collect(world, invoice, true);
}
