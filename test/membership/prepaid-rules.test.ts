import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf, endsAround, periodAfter, prolonged, shortened } from '#lambdas/membership/domain/prepaid';
import type { Ending, Membership } from '#lambdas/membership/schemas';
import { dayAfter, days } from '#shared/time';

const AT = '2026-01-31T09:30:00.000Z';
const premium = (until: string): Membership => ({ personId: 'cli_1', plan: 'premium', since: AT, until });
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('a period that is paid ahead', () => {
  it.each([
    ['nobody yet', undefined, 'month', AT, '2026-02-28T09:30:00.000Z'],
    ['a Basic member', { personId: 'cli_1', plan: 'basic', since: AT }, 'year', AT, '2027-01-31T09:30:00.000Z'],
    [
      'Premium that lasts',
      premium('2026-02-28T23:00:00.000Z'),
      'month',
      '2026-02-28T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
    ],
    ['Premium that ends now', premium(AT), 'month', AT, '2026-02-28T09:30:00.000Z'],
    ['Premium that has ended', premium('2025-12-31T00:00:00.000Z'), 'year', AT, '2027-01-31T09:30:00.000Z'],
  ] as const)('comes after %s', (_, known, every, from, until) => {
    expect(periodAfter(known, every, AT)).toEqual({ from, until });
  });

  const ages = () => fc.array(fc.integer({ min: 0, max: days(60) }), { minLength: 1, maxLength: 6 });

  it('never shortens, and each begins where the one before ends or now', () => {
    fc.assert(
      fc.property(ages(), (pauses) => {
        let [at, known]: [string, Membership | undefined] = [AT, undefined];
        for (const pause of pauses) {
          at = later(at, pause);
          const period = periodAfter(known, 'month', at);
          expect(period.from >= at && period.until > period.from).toBe(true);
          expect(period.from === at || period.from === known?.until).toBe(true);
          known = prolonged(known, 'cli_1', period, at);
        }
      }),
    );
  });

  it('is taken off again as if it had never been, in whatever order, and leaves nothing that has passed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.infiniteStream(fc.nat()),
        fc.nat(days(200)),
        (many, picks, pause) => {
          let known: Membership | undefined;
          const periods = Array.from({ length: many }, () => {
            const period = periodAfter(known, 'month', AT);
            known = prolonged(known, 'cli_1', period, AT);
            return period;
          });
          const now = later(AT, pause);
          const kept = [...periods];
          while (kept.length > 0) {
            const [gone] = kept.splice(picks.next().value % kept.length, 1);
            known = shortened(known, gone!, now) ?? known;
            const paid = kept.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0);
            const end = later(AT, paid);
            const last = periods.at(-1)!.until;
            expect(known!.until).toBe(last <= now ? last : [now, end].sort()[1]);
          }
        },
      ),
    );
  });

  it('leaves what another has given for longer', () => {
    const period = periodAfter(undefined, 'month', AT);
    const given = { ...prolonged(undefined, 'cli_1', period, AT), until: '2099-01-01T00:00:00.000Z' };
    expect(shortened(given, period, AT)).toMatchObject({ until: given.until, prepaidUntil: AT });
    expect(shortened(premium('2099-01-01T00:00:00.000Z'), period, AT)).toBeUndefined();
  });
});

describe('its end is told of', () => {
  const DAY = '2026-04-10';
  const ending: Ending = { shard: '0', until: `${DAY}T06:00:00.000Z`, personId: 'cli_1' };

  it('once for the week and once for the day, whichever ticks come and however often', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -12, max: 4 }), { maxLength: 30 }), (ticks) => {
        const inOrder = ticks.toSorted((a, b) => a - b).map((nth) => dayAfter(DAY, nth));
        const told: Ending['told'][] = [];
        for (const today of inOrder) {
          const { from, to } = endsAround(today);
          const isSeen = from <= ending.until && ending.until < to;
          const due = isSeen ? dueOf({ ...ending, told: told.at(-1) }, today) : undefined;
          if (due !== undefined) told.push(due);
        }
        const came = (from: number, to: number) => ticks.some((nth) => nth >= from && nth <= to);
        const expected = [came(-7, -2) && 'week', came(-1, 2) && 'day'].filter((one) => one !== false);
        expect(told).toEqual(expected);
      }),
    );
  });
});
