import { cardBehind, ownerFailed, paymentMethod, saidNo } from './cards.ts';
import { couponsIn } from './discounts.ts';
import { asForm, choice, inner, integer, list, maybeInteger, maybeText, metadata, only, text } from './fields.ts';
import { PAGING, page } from './lists.ts';
import { declined, invalid } from './refusal.ts';
import { subscribe } from './subscriptions.ts';
import { type Call, DAY, type Thing, type World } from './world.ts';

/** What it will make of the session, which the API does not show. */
interface Behind {
  readonly price: Thing;
  readonly coupon: Thing | undefined;
  readonly trialDays: number | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

export function createSession({ world, form }: Call): Thing {
  only(
    form,
    ...['mode', 'customer', 'client_reference_id', 'line_items', 'discounts', 'metadata', 'subscription_data'],
    ...['success_url', 'cancel_url', 'expires_at', 'expand'],
  );
  choice(form, 'mode', ['subscription'], 'subscription');
  const customer = world.get('customer', text(form, 'customer'), 'customer');
  const [item, ...others] = list(form, 'line_items').map((one) => asForm(one) ?? {});
  if (!item || others.length > 0) throw invalid('This fake sells one thing at a time.', { param: 'line_items' });
  const price = world.get('price', text(item, 'price'), 'line_items[0][price]');
  const data = inner(form, 'subscription_data') ?? {};
  only(data, 'metadata', 'trial_period_days');
  const [coupon] = couponsIn(world, list(form, 'discounts'));
  const session = newSession(world, form, customer, price);
  world.behind.set(session.id, {
    price,
    coupon,
    trialDays: data['trial_period_days'] === undefined ? undefined : integer(data, 'trial_period_days'),
    metadata: metadata(data),
  } satisfies Behind);
  world.at(session['expires_at'], () => session['status'] === 'open' && expire(world, session));
  return session;
}

const SHORTEST = 30 * 60;

/** A page is open for half an hour at least, and for a day at most. */
function expiry(world: World, form: Call['form']): number {
  const asked = maybeInteger(form, 'expires_at') ?? world.now() + DAY;
  if (asked < world.now() + SHORTEST)
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    });
  if (asked > world.now() + DAY)
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    });
  return asked;
}

function newSession(world: World, form: Call['form'], customer: Thing, price: Thing): Thing {
  const id = world.newId('cs_test');
  return world.add({
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: price['unit_amount'],
    amount_total: price['unit_amount'],
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: maybeText(form, 'cancel_url') ?? null,
    client_reference_id: maybeText(form, 'client_reference_id') ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency: price['currency'],
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: customer.id,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: null,
    expires_at: expiry(world, form),
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    metadata: metadata(form),
    mode: 'subscription',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'always',
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: text(form, 'success_url'),
    total_details: null,
    url: `${world.base}/checkout/${id}`,
    wallet_options: null,
  });
}

/** The payer pays on the page. A bank that says no leaves it open; one that asks is answered there and then. */
export function completeSession(world: World, session: Thing, named: string, answersBank = true): Thing {
  if (session['status'] !== 'open') throw invalid(`This Checkout Session is ${session['status']}.`);
  const { price, coupon, trialDays, metadata } = world.behind.get(session.id) as Behind;
  const method = paymentMethod(world, named, session['customer']);
  const card = cardBehind(world, method.id);
  if (card.declines && !card.declinesLater) throw declined(saidNo(card), {});
  if (card.asksOwner && !answersBank) throw declined(ownerFailed, {});
  world.behind.set(`asked:${method.id}`, true);
  const customer = session['customer'] as string;
  const subscription = subscribe(world, { customer, price, method, metadata, coupon, trialDays });
  const invoice = world.get('invoice', subscription['latest_invoice']);
  Object.assign(session, {
    status: 'complete',
    subscription: subscription.id,
    invoice: invoice.id,
    amount_total: invoice['total'],
    payment_status: invoice['amount_due'] === 0 ? 'no_payment_required' : 'paid',
    url: null,
  });
  world.emit('checkout.session.completed', session);
  return session;
}

function expire(world: World, session: Thing): Thing {
  Object.assign(session, { status: 'expired', url: null });
  world.emit('checkout.session.expired', session);
  return session;
}

export const readSession = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('checkout.session', id);
};

export function listSessions({ world, form }: Call) {
  only(form, ...PAGING, 'customer', 'expand');
  const customer = text(form, 'customer');
  return page(
    form,
    '/v1/checkout/sessions',
    world.all('checkout.session').filter((one) => one['customer'] === customer),
  );
}

export function expireSession({ world, form, id }: Call): Thing {
  only(form, 'expand');
  const session = world.get('checkout.session', id);
  if (session['status'] !== 'open')
    throw invalid(`Only Checkout Sessions with a status in ["open"] can be expired: it is ${session['status']}.`);
  return expire(world, session);
}
