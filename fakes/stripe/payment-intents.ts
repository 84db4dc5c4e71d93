import { take } from './charges.ts';
import { amount, choice, currency, flag, inner, integer, maybeText, metadata, only } from './fields.ts';
import type { Form } from './form.ts';
import { PAGING, page, search } from './lists.ts';
import { pay } from './paying.ts';
import { invalid } from './refusal.ts';
import type { Call, Thing, World } from './world.ts';

/** The least that is taken, of the currencies that a journey uses; others take anything. */
const LEAST: Readonly<Record<string, number>> = { usd: 50, eur: 50, gbp: 30, jpy: 50, pln: 200 };

export function createIntent({ world, form }: Call): Thing {
  only(
    form,
    ...['amount', 'currency', 'customer', 'description', 'metadata', 'transfer_group', 'capture_method'],
    ...['automatic_payment_methods', 'expand'],
  );
  const methods = inner(form, 'automatic_payment_methods');
  if (methods) flag(methods, 'enabled');
  const customer = maybeText(form, 'customer');
  if (customer !== undefined) world.get('customer', customer, 'customer');
  return newIntent(world, {
    ...chargeable(form),
    customer: customer ?? null,
    description: maybeText(form, 'description') ?? null,
    metadata: metadata(form),
    transfer_group: maybeText(form, 'transfer_group') ?? null,
    capture_method: choice(form, 'capture_method', ['automatic', 'automatic_async', 'manual'], 'automatic_async'),
    automatic_payment_methods: methods
      ? { enabled: true, allow_redirects: choice(methods, 'allow_redirects', ['always', 'never'], 'always') }
      : null,
  });
}

function chargeable(form: Form) {
  const asked = { amount: amount(form), currency: currency(form) };
  if (asked.amount < (LEAST[asked.currency] ?? 1))
    throw invalid(`Amount must be at least ${LEAST[asked.currency]}`, { code: 'amount_too_small', param: 'amount' });
  if (asked.amount > 99_999_999)
    throw invalid('Amount must be no more than 99999999', { code: 'amount_too_large', param: 'amount' });
  return asked;
}

export function newIntent(world: World, fields: Record<string, any> & { amount: number; currency: string }): Thing {
  const id = world.newId('pi');
  const intent = world.add({
    id,
    object: 'payment_intent',
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.newId('fake')}`,
    confirmation_method: 'automatic',
    created: world.now(),
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    ...fields,
  });
  world.emit('payment_intent.created', intent);
  return intent;
}

export const readIntent = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('payment_intent', id, 'intent');
};

export function confirmIntent(call: Call): Thing {
  only(call.form, 'payment_method', 'confirmation_token', 'return_url', 'expand');
  return pay(call.world, readIntentFor(call), {
    // A token of the payer's page is, in the fake, the name of a test card behind `ctoken_`.
    method:
      maybeText(call.form, 'payment_method') ?? maybeText(call.form, 'confirmation_token')?.replace('ctoken_', ''),
    returnUrl: maybeText(call.form, 'return_url'),
  });
}

export function captureIntent(call: Call): Thing {
  const { world, form } = call;
  only(form, 'amount_to_capture', 'expand');
  const intent = readIntentFor(call);
  if (intent['status'] !== 'requires_capture') throw wrongState(intent, 'captured');
  const taken = form['amount_to_capture'] === undefined ? intent['amount'] : integer(form, 'amount_to_capture');
  if (taken > intent['amount_capturable'] || taken < 1)
    throw invalid('The requested amount to capture is greater than what is capturable.', {
      param: 'amount_to_capture',
    });
  const held = world.get('charge', intent['latest_charge']);
  take(world, held, taken);
  Object.assign(intent, { status: 'succeeded', amount_received: taken, amount_capturable: 0 });
  world.emit('charge.captured', held);
  world.emit('payment_intent.succeeded', intent);
  return intent;
}

export function cancelIntent(call: Call): Thing {
  only(call.form, 'expand');
  const intent = readIntentFor(call);
  if (['succeeded', 'canceled', 'processing'].includes(intent['status'])) throw wrongState(intent, 'canceled');
  Object.assign(intent, { status: 'canceled', canceled_at: call.world.now(), amount_capturable: 0, next_action: null });
  call.world.emit('payment_intent.canceled', intent);
  return intent;
}

export function listIntents({ world, form }: Call) {
  only(form, ...PAGING, 'expand');
  return page(form, '/v1/payment_intents', world.all('payment_intent'));
}

export function searchIntents(call: Call) {
  only(call.form, 'query', 'limit', 'page', 'expand');
  return search(call, 'payment_intent', '/v1/payment_intents/search');
}

const readIntentFor = ({ world, id }: Call) => world.get('payment_intent', id, 'intent');

const wrongState = (intent: Thing, done: string) =>
  invalid(`This PaymentIntent could not be ${done} because it has a status of ${intent['status']}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: structuredClone(intent),
  });
