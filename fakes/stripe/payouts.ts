import { stopPayouts } from './accounts.ts';
import { available, book } from './balance.ts';
import { only } from './fields.ts';
import { missing } from './refusal.ts';
import { type Call, DAY, type Thing, type World } from './world.ts';

/* From a connected account to its owner's bank: by itself, a day after the money came, and a day on its way. */

const held = (account: Thing, currency: string) => `held:${account.id}:${currency}`;

export const heldBy = (world: World, account: Thing, currency: string): number =>
  world.behind.get(held(account, currency)) ?? 0;

/** What came goes on to the bank; what is taken back (below zero) does not. */
export function receive(world: World, account: Thing, amount: number, currency: string): void {
  world.behind.set(held(account, currency), heldBy(world, account, currency) + amount);
  if (amount > 0) world.at(world.now() + DAY, () => send(world, account, currency));
}

function send(world: World, account: Thing, currency: string): void {
  const amount = heldBy(world, account, currency);
  if (amount <= 0 || !account['payouts_enabled']) return;
  world.behind.set(held(account, currency), 0);
  const payout = newPayout(world, amount, currency);
  world.behind.set(`owner:${payout.id}`, account.id);
  world.emit('payout.created', payout, account.id);
  world.at(payout.arrival_date, () => arrive(world, account, payout));
}

const newPayout = (world: World, amount: number, currency: string) =>
  world.add({
    id: world.newId('po'),
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: world.now() + DAY,
    automatic: true,
    balance_transaction: null as string | null,
    created: world.now(),
    currency,
    description: 'FAKE PAYOUT',
    destination: null,
    failure_balance_transaction: null,
    failure_code: null as string | null,
    failure_message: null as string | null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'in_progress',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'in_transit',
    trace_id: null,
    type: 'bank_account',
  });

function arrive(world: World, account: Thing, payout: Thing): void {
  if (world.behind.get(`bank:${account.id}`)) {
    Object.assign(payout, {
      status: 'failed',
      failure_code: 'account_closed',
      failure_message: 'The bank account has been closed (at a fake bank).',
    });
    receive(world, account, payout['amount'], payout['currency']);
    stopPayouts(world, account);
    world.emit('payout.failed', payout, account.id);
    return;
  }
  Object.assign(payout, { status: 'paid', reconciliation_status: 'completed' });
  world.emit('payout.paid', payout, account.id);
}

/** Stripe pays the platform what is available, as it does every month. */
export function settle(world: World, currency: string): Thing | undefined {
  const amount = available(world, currency);
  if (amount <= 0) return undefined;
  const payout = newPayout(world, amount, currency);
  payout.balance_transaction = book(world, { type: 'payout', amount: -amount, currency, source: payout.id }).id;
  world.emit('payout.created', payout);
  world.at(payout.arrival_date, () => {
    Object.assign(payout, { status: 'paid', reconciliation_status: 'completed' });
    world.emit('payout.paid', payout);
  });
  return payout;
}

export function readPayout({ world, form, id, account }: Call): Thing {
  only(form, 'expand');
  const payout = world.get('payout', id);
  if (world.behind.get(`owner:${id}`) !== account) throw missing('payout', id);
  return payout;
}
