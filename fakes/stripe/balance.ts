import { only } from './fields.ts';
import { PAGING, page } from './lists.ts';
import { type Call, DAY, type Thing, type World } from './world.ts';

/** Of card payments, by currency, beside 2.9 %: as Stripe's price list in the US has it, roughly elsewhere. */
const FIXED: Readonly<Record<string, number>> = { jpy: 0, kzt: 15_000, gbp: 20, eur: 25 };
const SETTLES_AFTER = 2 * DAY;

export const feeOf = (amount: number, currency: string) =>
  Math.min(amount, Math.round((amount * 29) / 1000) + (FIXED[currency] ?? 30));

interface Line {
  readonly type: string;
  readonly category?: string;
  readonly amount: number;
  readonly fee?: number;
  readonly feeTitle?: string;
  readonly currency: string;
  readonly source: string;
  readonly isPending?: boolean;
}

/** A line of the platform's books. */
export function book(world: World, line: Line): Thing {
  const { type, category = type, amount, fee = 0, feeTitle = 'Stripe processing fees', currency, source } = line;
  const available_on = world.now() + (line.isPending ? SETTLES_AFTER : 0);
  return world.add({
    id: world.newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on,
    balance_type: 'payments',
    created: world.now(),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0 ? [] : [{ amount: fee, application: null, currency, description: feeTitle, type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: category,
    source,
    status: line.isPending ? 'pending' : 'available',
    type,
  });
}

/** What of the platform's can be transferred or paid out now. */
export const available = (world: World, currency: string) =>
  world
    .all('balance_transaction')
    .filter((line) => line['currency'] === currency && line['available_on'] <= world.now())
    .reduce((sum, line) => sum + line['net'], 0);

export function listLines({ world, form }: Call) {
  only(form, ...PAGING, 'expand');
  for (const line of world.all('balance_transaction'))
    line['status'] = line['available_on'] <= world.now() ? 'available' : 'pending';
  return page(form, '/v1/balance_transactions', world.all('balance_transaction'));
}
