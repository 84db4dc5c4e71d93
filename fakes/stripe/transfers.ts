import { available, book } from './balance.ts';
import { amount, currency, integer, maybeText, metadata, only, text } from './fields.ts';
import { PAGING, page, whole } from './lists.ts';
import { heldBy, receive } from './payouts.ts';
import { invalid } from './refusal.ts';
import type { Call, Thing } from './world.ts';

export function createTransfer({ world, form }: Call): Thing {
  only(form, 'amount', 'currency', 'destination', 'transfer_group', 'metadata', 'expand');
  const asked = amount(form);
  const of = currency(form);
  const account = world.any(text(form, 'destination'));
  if (account?.object !== 'account')
    throw invalid(`No such destination: '${form['destination']}'`, { code: 'resource_missing', param: 'destination' });
  if (account['capabilities'].transfers !== 'active')
    throw invalid('Your destination account needs to have the transfers capability enabled.', {
      code: 'insufficient_capabilities_for_transfer',
    });
  if (asked > available(world, of))
    throw invalid('You have insufficient available funds in your (fake) Stripe account.', {
      code: 'balance_insufficient',
    });
  const id = world.newId('tr');
  const transfer = world.add({
    id,
    object: 'transfer',
    amount: asked,
    amount_reversed: 0,
    balance_transaction: book(world, { type: 'transfer', amount: -asked, currency: of, source: id }).id,
    created: world.now(),
    currency: of,
    description: null,
    destination: account.id,
    destination_payment: world.newId('py'),
    livemode: false,
    metadata: metadata(form),
    reversals: whole(`/v1/transfers/${id}/reversals`, []),
    reversed: false,
    source_transaction: null,
    source_type: 'card',
    transfer_group: maybeText(form, 'transfer_group') ?? null,
  });
  world.emit('transfer.created', transfer);
  receive(world, account, asked, of);
  return transfer;
}

export const readTransfer = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('transfer', id);
};

export function listTransfers({ world, form }: Call) {
  only(form, ...PAGING, 'transfer_group', 'expand');
  const group = maybeText(form, 'transfer_group');
  return page(
    form,
    '/v1/transfers',
    world.all('transfer').filter((one) => group === undefined || one['transfer_group'] === group),
  );
}

/** Takes back what the account still has. */
export function createReversal({ world, form, id }: Call): Thing {
  only(form, 'amount', 'metadata', 'expand');
  const transfer = world.get('transfer', id);
  const asked = integer(form, 'amount');
  if (asked < 1 || asked > transfer['amount'] - transfer['amount_reversed'])
    throw invalid('Reversal amount is greater than the unreversed amount of the transfer.', { param: 'amount' });
  const account = world.get('account', transfer['destination']);
  if (asked > heldBy(world, account, transfer['currency']))
    throw invalid('The connected account has insufficient funds for this reversal.', { code: 'balance_insufficient' });
  receive(world, account, -asked, transfer['currency']);
  const reversalId = world.newId('trr');
  const line = { type: 'transfer_refund', category: 'transfer_reversal', currency: transfer['currency'] };
  const reversal = world.add({
    id: reversalId,
    object: 'transfer_reversal',
    amount: asked,
    balance_transaction: book(world, { ...line, amount: asked, source: reversalId }).id,
    created: world.now(),
    currency: transfer['currency'],
    destination_payment_refund: null,
    metadata: metadata(form),
    source_refund: null,
    transfer: id,
  });
  transfer['amount_reversed'] += asked;
  transfer['reversed'] = transfer['amount_reversed'] === transfer['amount'];
  transfer['reversals'].data.unshift(structuredClone(reversal));
  world.emit('transfer.reversed', transfer);
  return reversal;
}

export function listReversals({ world, form, id }: Call) {
  only(form, ...PAGING, 'expand');
  return page(
    form,
    `/v1/transfers/${id}/reversals`,
    world.all('transfer_reversal').filter((one) => one['transfer'] === id),
  );
}
