import { finalise } from './collecting.ts';
import { couponsIn, discount } from './discounts.ts';
import { asForm, choice, flag, inner, integer, list, maybeText, only, text } from './fields.ts';
import { draft } from './invoices.ts';
import { PAGING, page, whole } from './lists.ts';
import { periodEnd } from './periods.ts';
import { invalid } from './refusal.ts';
import { fullPeriod, itemOf, renewAt } from './renewals.ts';
import { reprice } from './repricing.ts';
import { endNow } from './subscription-end.ts';
import { type Call, DAY, type Thing, type World } from './world.ts';

export interface Start {
  readonly customer: string;
  readonly price: Thing;
  readonly method: Thing;
  readonly metadata: Readonly<Record<string, string>>;
  readonly coupon?: Thing | undefined;
  readonly trialDays?: number | undefined;
}

/** What comes of a Checkout: paid for at once, or free for its trial. */
export function subscribe(world: World, { customer, price, method, metadata, coupon, trialDays }: Start): Thing {
  const now = world.now();
  const trialEnd = trialDays === undefined ? null : now + trialDays * DAY;
  const id = world.newId('sub');
  const subscription = world.add({
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: price['currency'],
    customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: method.id,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [] as string[],
    ended_at: null,
    invoice_settings: { account_tax_ids: null, issuer: { type: 'self' } },
    items: whole(`/v1/subscription_items?subscription=${id}`, []),
    latest_invoice: null,
    livemode: false,
    metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialEnd === null ? 'incomplete' : 'trialing',
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { missing_payment_method: 'create_invoice' } },
    trial_start: trialEnd === null ? null : now,
  });
  const period = { start: now, end: trialEnd ?? periodEnd(now, now, price['recurring'].interval) };
  subscription['items'].data = [itemFor(world, subscription, price, period)];
  if (coupon) subscription['discounts'] = [discount(world, coupon, subscription).id];
  world.emit('customer.subscription.created', subscription);
  renewAt(world, subscription);
  const line = fullPeriod(price, period);
  const first = draft(world, subscription, 'subscription_create', [trialEnd === null ? line : { ...line, amount: 0 }]);
  finalise(world, first, true);
  return subscription;
}

const itemFor = (world: World, subscription: Thing, price: Thing, period: { start: number; end: number }): Thing => ({
  id: world.newId('si'),
  object: 'subscription_item',
  billing_thresholds: null,
  created: world.now(),
  current_period_end: period.end,
  current_period_start: period.start,
  discounts: [],
  metadata: {},
  price: structuredClone(price),
  quantity: 1,
  subscription: subscription.id,
  tax_rates: [],
});

export const readSubscription = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('subscription', id);
};

export function listSubscriptions({ world, form }: Call) {
  only(form, ...PAGING, 'customer', 'status', 'expand');
  const customer = text(form, 'customer');
  const withEnded = maybeText(form, 'status') === 'all';
  const fitting = world
    .all('subscription')
    .filter((one) => one['customer'] === customer && (withEnded || one['status'] !== 'canceled'));
  return page(form, '/v1/subscriptions', fitting);
}

export function updateSubscription({ world, form, id }: Call): Thing {
  only(
    form,
    ...['items', 'proration_behavior', 'payment_behavior', 'cancel_at_period_end', 'pause_collection', 'discounts'],
    'expand',
  );
  const subscription = world.get('subscription', id);
  if (subscription['status'] === 'canceled')
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.');
  if (form['cancel_at_period_end'] !== undefined) {
    const ends = flag(form, 'cancel_at_period_end');
    Object.assign(subscription, {
      cancel_at_period_end: ends,
      canceled_at: ends ? world.now() : null,
      cancel_at: ends ? itemOf(subscription)['current_period_end'] : null,
    });
  }
  if (form['pause_collection'] !== undefined) pause(world, subscription, form);
  const coupons = couponsIn(world, list(form, 'discounts'));
  if (coupons.length > 0) subscription['discounts'] = coupons.map((one) => discount(world, one, subscription).id);
  const [item] = list(form, 'items').map((one) => asForm(one) ?? {});
  if (item) {
    if (text(item, 'id') !== itemOf(subscription).id) throw invalid('No such subscription item.', { param: 'items' });
    choice(form, 'proration_behavior', ['always_invoice'], 'always_invoice');
    choice(form, 'payment_behavior', ['allow_incomplete'], 'allow_incomplete');
    reprice(world, subscription, world.get('price', text(item, 'price'), 'items[0][price]'));
  }
  world.emit('customer.subscription.updated', subscription);
  return subscription;
}

function pause(world: World, subscription: Thing, form: Call['form']): void {
  const asked = inner(form, 'pause_collection');
  if (!asked) {
    subscription['pause_collection'] = null;
    return;
  }
  const resumes_at = asked['resumes_at'] === undefined ? null : integer(asked, 'resumes_at');
  const paused = { behavior: choice(asked, 'behavior', ['void'], 'void'), resumes_at };
  subscription['pause_collection'] = paused;
  if (resumes_at === null) return;
  world.at(resumes_at, () => {
    if (subscription['pause_collection'] !== paused || subscription['status'] === 'canceled') return;
    subscription['pause_collection'] = null;
    world.emit('customer.subscription.updated', subscription);
  });
}

export function cancelSubscription({ world, form, id }: Call): Thing {
  only(form, 'expand');
  const subscription = world.get('subscription', id);
  if (subscription['status'] === 'canceled')
    throw invalid(`No such subscription: '${id}'`, { code: 'resource_missing', param: 'id' });
  return endNow(world, subscription);
}
