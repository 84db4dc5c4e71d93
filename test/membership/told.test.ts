import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { coupons, memberships, subscriptions, watched } from '#lambdas/membership/records';
import { bills, deferred, dueDocuments, entries, lines } from '#lambdas/payments/records';
import { tables } from '#shared/table/client';
import { grants } from '#shared/table/grants';
import { checked } from '../../bin/check/ledger.ts';
import { dice, shuffled } from '../kit/shuffled.ts';
import { restore, rows } from '../kit/tables.ts';
import { again, events, forget, happens, settle, stripeNow, tell } from '../payments/stripe.ts';
import { act, begins, buy, change, coupon, ours, personId, useCoupon } from './members.ts';

/* Ten histories of a subscription at the fake, drawn from a seed. What is told of each is kept back, and then told three times
 * over in five orders, through webhook and listeners: all of them end alike, to the letter. */

beforeEach(begins);
afterEach(() => void vi.useRealTimers());

const card = async (name: string) => {
  const { payerRef } = (await subscriptions.get({ personId }))!;
  await happens(`customers/${payerRef}/card`, { card: name });
};
/** What can happen; what cannot happen then is refused, and changes nothing. */
const STEPS: readonly ((key: string) => Promise<unknown>)[] = [
  () => happens('clock', { days: 31 }),
  () => happens('clock', { days: 5 }),
  (key) => change('year', key),
  (key) => change('month', key),
  (key) => act('pause', key),
  (key) => act('resume', key),
  (key) => act('cancel', key),
  (key) => useCoupon('TOLD', key),
  () => card('pm_card_chargeCustomerFail'),
  () => card('pm_card_visa'),
];

/** Lives through one, and keeps all that was told of it for later. */
async function lived(seed: number): Promise<{ readonly told: readonly object[]; readonly steps: number }> {
  const roll = dice(seed * 7_919 + 1);
  await coupon('TOLD', { lasts: { months: 2 } });
  const every = roll() < 0.3 ? 'year' : 'month';
  const { url } = (await buy({ every, ...(roll() < 0.3 && { coupon: 'TOLD' }) })).body;
  await happens(`checkouts/${url.split('/').at(-1)}/pay`, { card: 'pm_card_visa' });
  await tell(events.find(({ type }) => type === 'checkout.session.completed')!);
  await settle();
  const steps = 2 + Math.floor(roll() * 3);
  for (let nth = 0; nth < steps; nth += 1) {
    await STEPS[Math.floor(roll() * STEPS.length)]!(`step-${nth}`);
    if (Date.parse(await stripeNow()) - Date.now() > 60_000) await ours();
  }
  return { told: [...events], steps };
}

const KEPT = [memberships, grants, subscriptions, watched, coupons, bills, deferred, entries, lines, dueDocuments];
const names = new Set<string>(KEPT.map(({ name }) => name));
const ended = async () =>
  (await rows())
    .filter(({ entity }) => names.has(entity))
    .map(({ pk, sk, entity, data }) => ({ pk, sk, entity, data }));

it.each(Array.from({ length: 10 }, (_, seed) => seed))(
  'history %i ends as it ends, in whatever order it is told',
  async (seed) => {
    const { told } = await lived(seed);
    const [items, keys] = await Promise.all([rows(), rows(tables.keys)]);
    const ends: unknown[] = [];
    for (let shuffle = 0; shuffle < 5; shuffle += 1) {
      await restore(items, keys);
      forget();
      const roll = dice(shuffle + 1);
      for (const event of shuffled([...told, ...told, ...told], roll)) {
        await tell(event);
        if (roll() < 0.15) await settle();
      }
      await settle();
      if (shuffle === 0) await again();
      ends.push(await ended());
    }
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(await memberships.get({ personId })).toMatchObject({ plan: 'premium' });
    expect((await bills.list({ personId })).length).toBeGreaterThan(0);
    expect(checked(await rows()).differences).toEqual([]);
  },
);
