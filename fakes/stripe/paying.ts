import { cardBehind, ownerAbsent, ownerFailed, paymentMethod, saidNo } from './cards.ts';
import { charge } from './charges.ts';
import { openDispute } from './disputes.ts';
import { declined, invalid } from './refusal.ts';
import type { Thing, World } from './world.ts';

export interface Paying {
  /** A test card's name, or a payment method; none for what the intent has. */
  readonly method?: string | undefined;
  readonly returnUrl?: string | undefined;
  /** The payer is not there: their bank cannot ask them. */
  readonly isAbsent?: boolean;
}

/** The payer pays, or tries to. A bank that says no is thrown, as the API tells it. */
export function pay(world: World, intent: Thing, { method: named, returnUrl, isAbsent = false }: Paying): Thing {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent['status']))
    throw invalid(`You cannot confirm this PaymentIntent because it has a status of ${intent['status']}.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: structuredClone(intent),
    });
  const chosen = named ?? intent['payment_method'];
  if (!chosen)
    throw invalid('You cannot confirm this PaymentIntent because it’s missing a payment method.', {
      code: 'payment_intent_unexpected_state',
      payment_intent: structuredClone(intent),
    });
  const method = paymentMethod(world, chosen, intent['customer']);
  const card = cardBehind(world, method.id);
  const wasAsked = card.asksOwner === 'at_first' && world.behind.has(`asked:${method.id}`);
  intent['payment_method'] = method.id;
  if (card.declines && !(card.declinesLater && !isAbsent)) return fail(world, intent, method, saidNo(card));
  if (!card.asksOwner || wasAsked) return settle(world, intent, method);
  if (isAbsent) return fail(world, intent, method, ownerAbsent);
  Object.assign(intent, { status: 'requires_action', next_action: asking(world, intent, returnUrl) });
  world.emit('payment_intent.requires_action', intent);
  return intent;
}

const asking = (world: World, { id }: Thing, return_url: string | undefined) => {
  const url = `${world.base}/3ds/${id}`;
  return return_url === undefined
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
    : { type: 'redirect_to_url', redirect_to_url: { return_url, url } };
};

/** What the payer's bank heard from them, when it asked. */
export function authenticate(world: World, intent: Thing, passed: boolean): void {
  if (intent['status'] !== 'requires_action') return;
  const method = world.get('payment_method', intent['payment_method']);
  world.behind.set(`asked:${method.id}`, true);
  if (passed) settle(world, intent, method);
  else failed(world, intent, method, ownerFailed);
}

function settle(world: World, intent: Thing, method: Thing): Thing {
  const isHeld = intent['capture_method'] === 'manual';
  const made = charge(world, intent, method, isHeld ? 'held' : 'taken');
  Object.assign(intent, {
    latest_charge: made.id,
    last_payment_error: null,
    next_action: null,
    ...(isHeld
      ? { status: 'requires_capture', amount_capturable: intent['amount'] }
      : { status: 'succeeded', amount_received: intent['amount'] }),
  });
  world.emit('charge.succeeded', made);
  world.emit(isHeld ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent);
  if (cardBehind(world, method.id).disputes) openDispute(world, made, 'fraudulent');
  return intent;
}

interface No {
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
}

function failed(world: World, intent: Thing, method: Thing, no: No): Thing {
  const made = charge(world, intent, method, 'failed', no);
  Object.assign(intent, {
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    latest_charge: made.id,
    last_payment_error: { type: 'card_error', ...no, charge: made.id, payment_method: structuredClone(method) },
  });
  world.emit('charge.failed', made);
  world.emit('payment_intent.payment_failed', intent);
  return made;
}

function fail(world: World, intent: Thing, method: Thing, no: No): never {
  const made = failed(world, intent, method, no);
  throw declined(no, {
    charge: made.id,
    payment_intent: structuredClone(intent),
    payment_method: structuredClone(method),
  });
}
