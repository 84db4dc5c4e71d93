import { book } from './balance.ts';
import { cardOf } from './charges.ts';
import { integer, metadata, only, text } from './fields.ts';
import { PAGING, page } from './lists.ts';
import { invalid } from './refusal.ts';
import type { Call, Thing, World } from './world.ts';

const HOUR = 3600;

export function createRefund({ world, form }: Call): Thing {
  only(form, 'payment_intent', 'amount', 'metadata', 'expand');
  const intent = world.get('payment_intent', text(form, 'payment_intent'), 'payment_intent');
  const charge = intent['latest_charge'] && world.any(intent['latest_charge']);
  if (intent['status'] !== 'succeeded' || !charge)
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
      param: 'payment_intent',
    });
  const isTakenBack = world.all('dispute').some((one) => one['charge'] === charge.id && one['status'] !== 'won');
  if (isTakenBack)
    throw invalid(`Charge ${charge.id} has been charged back.`, { code: 'charge_disputed', param: 'payment_intent' });
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const amount = form['amount'] === undefined ? left : integer(form, 'amount');
  if (amount < 1) throw invalid('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  if (amount > left)
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  return refund(world, intent, charge, amount, metadata(form));
}

function refund(world: World, intent: Thing, charge: Thing, amount: number, metadata: Record<string, string>): Thing {
  const id = world.newId('re');
  const made = world.add({
    id,
    object: 'refund',
    amount,
    balance_transaction: book(world, { type: 'refund', amount: -amount, currency: charge['currency'], source: id }).id,
    charge: charge.id,
    created: world.now(),
    currency: charge['currency'],
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata,
    payment_intent: intent.id,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  });
  given(charge, amount);
  world.emit('refund.created', made);
  world.emit('charge.refunded', charge);
  if (cardOf(world, charge).refundFails) world.at(world.now() + HOUR, () => comeBack(world, made, charge));
  return made;
}

/** The payer's bank does not take it: the money is the platform's again. */
function comeBack(world: World, refund: Thing, charge: Thing): void {
  const { amount, currency } = refund as Thing & { amount: number; currency: string };
  const line = book(world, { type: 'refund_failure', amount, currency, source: refund.id });
  Object.assign(refund, {
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: line.id,
  });
  given(charge, -amount);
  world.emit('refund.updated', refund);
  world.emit('refund.failed', refund);
}

function given(charge: Thing, amount: number): void {
  charge['amount_refunded'] += amount;
  charge['refunded'] = charge['amount_refunded'] === charge['amount_captured'];
}

export const readRefund = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('refund', id);
};

export function listRefunds({ world, form }: Call) {
  only(form, ...PAGING, 'payment_intent', 'expand');
  const of = text(form, 'payment_intent');
  return page(
    form,
    '/v1/refunds',
    world.all('refund').filter((one) => one['payment_intent'] === of),
  );
}
