import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observed, premiumUntil, type Sight } from '#lambdas/membership/domain/subscription';
import type { Subscription } from '#lambdas/membership/subscription-schemas';
import { days } from '#shared/time';
import { dice, shuffled } from '../kit/shuffled.ts';

/* Histories of a subscription as a gateway lives through them: a trial or none, months that are paid, late or not at all, by
 * credit or under a coupon, changes between month and year, pauses, an end, another one after it. Each is told three times, in
 * any order. */

const START = Date.parse('2026-01-01T00:00:00.000Z');
const day = (count: number) => new Date(START + days(count)).toISOString();
const nobody: Subscription = { personId: 'cli_1', payerRef: 'cus_1' };
const [MONTH, YEAR] = [30, 360];

const steps = () =>
  fc.array(
    fc.constantFrom(
      ...(['paid', 'late', 'unpaid', 'pause', 'resume', 'cancel', 'keep', 'end', 'year', 'month'] as const),
      ...(['year unpaid', 'coupon', 'anew'] as const),
    ),
    { minLength: 1, maxLength: 10 },
  );

type Shown = Sight['subscription'];

function history(trial: number, happened: readonly string[]): Sight[] {
  const told: Sight[] = [];
  let [now, end, length, bills, begun] = [0, trial || MONTH, MONTH, 0, 1];
  let standing: Partial<Shown> & Pick<Shown, 'ref' | 'createdAt' | 'endsAtPeriodEnd'> = {
    ref: 'sub_1',
    createdAt: day(0),
    endsAtPeriodEnd: false,
    priceId: 'prc_month',
  };
  const bill = (status: 'paid' | 'open' | 'void' | 'uncollectible', nth = ++bills) => ({
    ref: `in_${String(nth).padStart(3, '0')}`,
    status,
    createdAt: day(now),
    periodEnd: day(end),
  });
  let last: ReturnType<typeof bill> | undefined;
  const tell = (status: Shown['status'], bill = last, more: Partial<Shown> = {}) => {
    last = bill;
    const subscription = { ...standing, status, periodEnd: day(end), ...more };
    told.push({ at: day((now += 0.01)), subscription, bills: bill ? [bill] : [] });
  };
  const begins = () => {
    if (trial > 0 && begun === 1) standing = { ...standing, trialEnd: day(end) };
    tell(standing.trialEnd ? 'trial' : 'active', bill('paid'));
  };
  /** To another length of period, at once. */
  const changes = (to: number, status: 'paid' | 'open') => {
    length = to;
    end = now + to;
    standing = { ...standing, priceId: to === YEAR ? 'prc_year' : 'prc_month' };
    tell(status === 'paid' ? 'active' : 'past_due', bill(status));
  };
  begins();
  for (const step of happened) {
    if (told.at(-1)!.subscription.status === 'ended' && step !== 'anew') continue;
    if (step === 'cancel' || step === 'keep') {
      standing = { ...standing, endsAtPeriodEnd: step === 'cancel' };
      tell('active');
    } else if (step === 'end') tell('ended', last, { endedAt: day(now) });
    else if (step === 'pause') tell('paused', last, { pausedUntil: day(now + MONTH) });
    else if (step === 'resume' || step === 'coupon') tell('active');
    else if (step === 'year') changes(YEAR, 'paid');
    else if (step === 'year unpaid') changes(YEAR, 'open');
    else if (step === 'month') changes(MONTH, 'paid');
    else if (step === 'anew') {
      if (told.at(-1)!.subscription.status !== 'ended') tell('ended', last, { endedAt: day(now) });
      const { trialEnd: _, ...rest } = standing;
      begun += 1;
      now += 1;
      standing = { ...rest, ref: `sub_${begun}`, createdAt: day(now), endsAtPeriodEnd: false };
      [last, length, end] = [undefined, MONTH, now + MONTH];
      begins();
    } else {
      now = Math.max(now, end);
      end += length;
      const open = bill('open');
      tell('active', open);
      if (step !== 'paid') tell('past_due', open);
      if (step !== 'unpaid') tell('active', { ...open, status: 'paid' });
      else tell('unpaid', { ...open, status: 'uncollectible' });
    }
  }
  return told;
}

const lived = (told: readonly Sight[]) => {
  const end = told.reduce(observed, nobody);
  return { end, until: premiumUntil(end) };
};

it('ends in one state and opens the same, however it is told', () => {
  fc.assert(
    fc.property(fc.constantFrom(0, 14), steps(), fc.integer({ min: 1, max: 2 ** 30 }), (trial, happened, seed) => {
      const told = history(trial, happened);
      const inOrder = lived(told);
      const thrice = told.flatMap((one) => [one, one, one]);
      const roll = dice(seed);
      for (let shuffle = 0; shuffle < 100; shuffle += 1) expect(lived(shuffled(thrice, roll))).toEqual(inOrder);
    }),
    { numRuns: 200 },
  );
});

describe('Premium', () => {
  const until = (...happened: string[]) => lived(history(0, happened)).until;
  const trial = (...happened: string[]) => lived(history(14, happened)).until;
  it.each([
    ['lasts for what is paid, and seven days for a payment that comes late', until(), day(37)],
    ['goes on with a renewal', until('paid'), day(67)],
    ['ends seven days after a renewal that is not paid', until('unpaid'), day(37)],
    ['goes on when it is paid after all', until('late'), day(67)],
    ['ends with what is paid for when it is cancelled', until('cancel'), day(30)],
    ['goes on when it is kept after all', until('cancel', 'keep'), day(37)],
    ['ends with what is paid for when it is paused', until('pause'), day(30)],
    ['ends at once when it is ended', until('paid', 'end'), day(30.02)],
    ['lasts for a trial, and seven days', trial(), day(21)],
    ['lasts for a year when it is changed to that', until('paid', 'year'), day(397)],
    ['lasts for a month when it is changed back, however far the year was paid', until('year', 'month'), day(37)],
    ['stays as far as it was paid when the year is not paid', until('year unpaid'), day(37)],
    ['counts from the latest paid bill when an older one is told of later', until('year', 'month', 'paid'), day(67)],
  ])('%s', (_, end, expected) => expect(Math.abs(Date.parse(end!) - Date.parse(expected))).toBeLessThan(days(0.1)));

  it('is not opened by a checkout that nobody paid', () => {
    const told: Sight = {
      at: day(0),
      subscription: {
        ...{ ref: 'sub_1', createdAt: day(0), status: 'awaiting_first_payment' },
        ...{ periodEnd: day(30), endsAtPeriodEnd: false },
      },
      bills: [{ ref: 'in_1', status: 'open', createdAt: day(0), periodEnd: day(30) }],
    };
    expect(lived([told]).until).toBeUndefined();
  });

  it('is bought anew after an end, and nothing of the old one counts', () => {
    const told = history(0, ['year', 'end', 'anew']);
    expect(Math.abs(Date.parse(lived(told).until!) - Date.parse(day(38)))).toBeLessThan(days(0.1));
    expect(observed(lived(told).end, told[0]!)).toEqual(lived(told).end);
  });
});
