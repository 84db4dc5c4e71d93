import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observed, premiumUntil, type Sight } from '#lambdas/membership/domain/subscription';
import type { Subscription } from '#lambdas/membership/schemas';
import { days } from '#shared/time';

/* Histories of a subscription as a gateway lives through them: a trial or none, months that are paid, late or not at all, a
 * pause, an end. Each is told three times, in any order. */

const START = Date.parse('2026-01-01T00:00:00.000Z');
const day = (count: number) => new Date(START + days(count)).toISOString();
const nobody: Subscription = { personId: 'cli_1', payerRef: 'cus_1' };
const MONTH = 30;

const steps = () =>
  fc.array(fc.constantFrom('paid', 'late', 'unpaid', 'pause', 'cancel', 'keep', 'end'), { minLength: 1, maxLength: 8 });

function history(trial: number, happened: readonly string[]): Sight[] {
  const told: Sight[] = [];
  let [now, end, endsAtPeriodEnd] = [0, trial || MONTH, false];
  const tell = (status: Sight['subscription']['status'], bill?: Sight['bill'], more: object = {}) =>
    told.push({
      at: day((now += 0.01)),
      subscription: { ref: 'sub_1', status, periodEnd: day(end), endsAtPeriodEnd, ...more },
      bill,
    });
  if (trial > 0) tell('trial', { status: 'paid', periodEnd: day(end) }, { trialEnd: day(end) });
  else tell('active', { status: 'paid', periodEnd: day(end) });
  for (const step of happened) {
    if (step === 'cancel' || step === 'keep') {
      endsAtPeriodEnd = step === 'cancel';
      tell('active');
    } else if (step === 'end') {
      tell('ended', undefined, { endedAt: day(now) });
      break;
    } else if (step === 'pause') tell('paused', undefined, { pausedUntil: day(now + MONTH) });
    else {
      now = end;
      end += MONTH;
      tell('active', { status: 'open', periodEnd: day(end) });
      if (step !== 'paid') tell('past_due', { status: 'open', periodEnd: day(end) });
      if (step !== 'unpaid') tell('active', { status: 'paid', periodEnd: day(end) });
      else tell('unpaid', { status: 'uncollectible', periodEnd: day(end) });
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
    fc.property(fc.constantFrom(0, 14), steps(), fc.infiniteStream(fc.nat()), (trial, happened, dice) => {
      const told = history(trial, happened);
      const inOrder = lived(told);
      const thrice = told.flatMap((one) => [one, one, one]);
      for (let shuffle = 0; shuffle < 100; shuffle += 1) expect(lived(shuffled(thrice, dice))).toEqual(inOrder);
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
  ])('%s', (_, end, expected) => expect(Math.abs(Date.parse(end!) - Date.parse(expected))).toBeLessThan(days(0.02)));

  it('is not opened by a checkout that nobody paid', () => {
    const told: Sight = {
      at: day(0),
      subscription: { ref: 'sub_1', status: 'awaiting_first_payment', periodEnd: day(30), endsAtPeriodEnd: false },
      bill: { status: 'open', periodEnd: day(30) },
    };
    expect(lived([told]).until).toBeUndefined();
  });

  it('is bought anew after an end', () => {
    const old = lived(history(0, ['end'])).end;
    const next: Sight = {
      at: day(90),
      subscription: { ref: 'sub_2', status: 'active', periodEnd: day(120), endsAtPeriodEnd: false },
      bill: { status: 'paid', periodEnd: day(120) },
    };
    expect(premiumUntil(observed(old, next))).toBe(day(127));
    expect(observed(observed(old, next), history(0, ['end']).at(-1)!)).toEqual(observed(old, next));
  });
});

function shuffled<T>(all: readonly T[], dice: Iterator<number>): T[] {
  const deck = [...all];
  for (let last = deck.length - 1; last > 0; last -= 1) {
    const at = dice.next().value % (last + 1);
    [deck[last], deck[at]] = [deck[at]!, deck[last]!];
  }
  return deck;
}
