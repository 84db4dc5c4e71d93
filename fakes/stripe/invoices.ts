import { takenOff } from './discounts.ts';
import { only } from './fields.ts';
import { whole } from './lists.ts';
import type { Call, Thing, World } from './world.ts';

export interface InvoiceLine {
  readonly amount: number;
  readonly title: string;
  readonly price: Thing;
  readonly period: { readonly start: number; readonly end: number };
  readonly isProration?: boolean;
}

/** A draft of what a subscription owes, its coupons and the payer's balance counted in. What is credited was discounted when it
 *  was charged: coupons take nothing off it. */
export function draft(world: World, subscription: Thing, billing_reason: string, lines: readonly InvoiceLine[]): Thing {
  const id = world.newId('in');
  const customer = world.get('customer', subscription['customer']);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
  const charged = lines.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
  const off = takenOff(world, subscription, charged);
  const full = lines.find(({ isProration }) => !isProration);
  if (full)
    world.behind.set(
      `worth:${subscription.id}`,
      off.reduce((left, { amount }) => left - amount, full.amount),
    );
  const total = off.reduce((sum, { amount }) => sum - amount, subtotal);
  const starting = customer['balance'];
  const due = Math.max(0, total + starting);
  const items = lines.map((line) => lineItem(world, subscription, id, line));
  const invoice = world.add({
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'A fake',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_paid_off_stripe: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason,
    collection_method: 'charge_automatically',
    created: world.now(),
    currency: subscription['currency'],
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: customer['email'],
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: off.map(({ discount }) => discount),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: whole(`/v1/invoices/${id}/lines`, items),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: { ...subscription['metadata'] }, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: world.now(),
    period_start: world.now(),
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: starting,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total,
    total_discount_amounts: off,
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  });
  subscription['latest_invoice'] = id;
  world.emit('invoice.created', invoice);
  return invoice;
}

const lineItem = (
  world: World,
  subscription: Thing,
  invoice: string,
  { amount, title, price, period, isProration = false }: InvoiceLine,
): Omit<Thing, 'created'> => ({
  id: world.newId('il'),
  object: 'line_item',
  amount,
  currency: subscription['currency'],
  description: title,
  discount_amounts: [],
  discountable: !isProration,
  discounts: [],
  invoice,
  livemode: false,
  metadata: { ...subscription['metadata'] },
  parent: {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: isProration,
      proration_details: { credited_items: null },
      subscription: subscription.id,
      subscription_item: subscription['items'].data[0].id,
    },
    type: 'subscription_item_details',
  },
  period,
  pretax_credit_amounts: [],
  pricing: {
    price_details: { price: price.id, product: price['product'] },
    type: 'price_details',
    unit_amount_decimal: price['unit_amount_decimal'],
  },
  quantity: 1,
  quantity_decimal: '1',
  subtotal: amount,
  taxes: [],
});

export const readInvoice = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('invoice', id, 'invoice');
};

/** Nothing is asked of who paused. */
export function voided(world: World, invoice: Thing): void {
  Object.assign(invoice, { status: 'void', amount_remaining: 0, auto_advance: false });
  invoice['status_transitions'].voided_at = world.now();
  world.emit('invoice.voided', invoice);
}
