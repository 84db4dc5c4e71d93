import { authenticate, pay } from './paying.ts';
import { newIntent } from './payment-intents.ts';
import { Refusal } from './refusal.ts';
import { endNow } from './subscription-end.ts';
import { DAY, type Thing, type World } from './world.ts';

/** Numbered, and no draft any more; then asked for. `isThere`: the payer sits before a page and can answer their bank. */
export function finalise(world: World, invoice: Thing, isThere = false): void {
  if (invoice['status'] !== 'draft') return;
  const customer = world.get('customer', invoice['customer']);
  Object.assign(invoice, {
    status: 'open',
    number: `${customer['invoice_prefix']}-${String(customer['next_invoice_sequence']++).padStart(4, '0')}`,
    effective_at: world.now(),
    ending_balance: Math.min(0, invoice['starting_balance'] + invoice['total']),
  });
  customer['balance'] = invoice['ending_balance'];
  invoice['status_transitions'].finalized_at = world.now();
  world.emit('invoice.finalized', invoice);
  collect(world, invoice, isThere);
}

/** One try to be paid. */
export function collect(world: World, invoice: Thing, isThere = false): void {
  if (invoice['status'] !== 'open') return;
  if (invoice['amount_due'] === 0) {
    paid(world, invoice);
    return;
  }
  const payment = paymentFor(world, invoice);
  const intent = world.get('payment_intent', payment['payment'].payment_intent);
  invoice['attempt_count'] += 1;
  invoice['attempted'] = true;
  try {
    const method = subscriptionOf(world, invoice)['default_payment_method'] ?? undefined;
    pay(world, intent, { method, isAbsent: !isThere });
    authenticate(world, intent, true);
    Object.assign(payment, { status: 'paid', amount_paid: invoice['amount_due'] });
    payment['status_transitions'].paid_at = world.now();
    paid(world, invoice);
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    unpaid(world, invoice, no);
  }
}

/** All tries are tries of one payment. */
function paymentFor(world: World, invoice: Thing): Thing {
  const known = world.all('invoice_payment').find((one) => one['invoice'] === invoice.id);
  if (known) return known;
  const { amount_due: amount, currency, customer } = invoice;
  const intent = newIntent(world, {
    amount,
    currency,
    customer,
    description: `Invoice ${invoice['number']}`,
    metadata: {},
    transfer_group: null,
    capture_method: 'automatic',
    automatic_payment_methods: null,
  });
  return world.add({
    id: world.newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: amount,
    created: world.now(),
    currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

function paid(world: World, invoice: Thing): void {
  Object.assign(invoice, {
    status: 'paid',
    amount_paid: invoice['amount_due'],
    amount_remaining: 0,
    auto_advance: false,
    next_payment_attempt: null,
  });
  invoice['status_transitions'].paid_at = world.now();
  world.emit('invoice.paid', invoice);
  world.emit('invoice.payment_succeeded', invoice);
  const subscription = subscriptionOf(world, invoice);
  if (['incomplete', 'past_due'].includes(subscription['status'])) turned(world, subscription, 'active');
}

function unpaid(world: World, invoice: Thing, no: Refusal): void {
  const days = world.retryDays[invoice['attempt_count'] - 1];
  invoice['next_payment_attempt'] = days === undefined ? null : world.now() + days * DAY;
  world.emit('invoice.payment_failed', invoice);
  if (no.error['code'] === 'authentication_required') world.emit('invoice.payment_action_required', invoice);
  const subscription = subscriptionOf(world, invoice);
  if (['active', 'trialing'].includes(subscription['status'])) turned(world, subscription, 'past_due');
  if (days === undefined) {
    if (subscription['status'] !== 'canceled') endNow(world, subscription);
    return;
  }
  world.at(invoice['next_payment_attempt'], () => {
    if (subscription['status'] !== 'canceled') collect(world, invoice);
  });
}

function turned(world: World, subscription: Thing, status: string): void {
  subscription['status'] = status;
  world.emit('customer.subscription.updated', subscription);
}

const subscriptionOf = (world: World, invoice: Thing) =>
  world.get('subscription', invoice['parent'].subscription_details.subscription);
