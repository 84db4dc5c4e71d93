import { finalise } from './collecting.ts';
import { draft, type InvoiceLine } from './invoices.ts';
import { periodEnd } from './periods.ts';
import { invalid } from './refusal.ts';
import { fullPeriod, itemOf, renewAt } from './renewals.ts';
import type { Thing, World } from './world.ts';

/** To another price, now: what was paid for and not used is given back, what is left of the period is charged; another
 *  length of period begins a new one. What is owed less than nothing stays as the payer's balance. */
export function reprice(world: World, subscription: Thing, price: Thing): void {
  const item = itemOf(subscription);
  const old = item['price'];
  if (price['currency'] !== subscription['currency'])
    throw invalid('The price specified only supports another currency.', { param: 'items[0][price]' });
  if (price.id === old.id) return;
  item['price'] = structuredClone(price);
  if (subscription['status'] === 'trialing') return;
  const now = world.now();
  const { current_period_start: start, current_period_end: end } = item;
  const left = (end - now) / (end - start);
  const isOther = price['recurring'].interval !== old.recurring.interval;
  const worth = world.behind.get(`worth:${subscription.id}`) as number; // with its coupon, as it was billed
  const unused = prorated(old, -left, { start: now, end }, 'Unused time on', worth);
  if (isOther) {
    subscription['billing_cycle_anchor'] = now;
    const period = { start: now, end: periodEnd(now, now, price['recurring'].interval) };
    Object.assign(item, { current_period_start: period.start, current_period_end: period.end });
    renewAt(world, subscription);
    bill(world, subscription, [unused, fullPeriod(price, period)]);
  } else bill(world, subscription, [unused, prorated(price, left, { start: now, end }, 'Remaining time on')]);
}

const bill = (world: World, subscription: Thing, lines: readonly InvoiceLine[]) =>
  finalise(world, draft(world, subscription, 'subscription_update', lines));

const prorated = (
  price: Thing,
  share: number,
  period: { start: number; end: number },
  title: string,
  whole: number = price['unit_amount'],
): InvoiceLine => ({
  amount: Math.round(whole * share),
  title: `${title} ${price['product']} (fake)`,
  price,
  period,
  isProration: true,
});
