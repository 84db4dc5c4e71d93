import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repriced } from '#lambdas/cessation/domain/profile';
import { BACK, fresh, settled, told, withPlan, withProfile } from '#lambdas/cessation/domain/progress';
import { summed } from '#lambdas/cessation/domain/summary';
import type { Pack, PackSince, Progress } from '#lambdas/cessation/schemas';
import { dayAfter, dayIn, days, hours } from '#shared/time';
import { counted, type Raw } from './slow.ts';

const ZONES = ['UTC', 'Asia/Almaty', 'America/New_York', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Australia/Lord_Howe'];
const zone = fc.constantFrom(...ZONES);
const pack: fc.Arbitrary<Pack> = fc.record({
  price: fc.record({ amountMinor: fc.integer({ min: 0, max: 5_000 }), currency: fc.constantFrom('EUR', 'KZT') }),
  cigarettes: fc.constantFrom(19, 20, 25),
});
const BEGIN = Date.parse('2025-12-01T12:00:00Z');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ log: fc.integer({ min: 0, max: BACK }), cigarettes: fc.constantFrom(0, 0, 0, 1, 30) }),
  },
  { weight: 2, arbitrary: fc.record({ slip: fc.integer({ min: 0, max: BACK }) }) },
  { weight: 2, arbitrary: fc.record({ waits: fc.integer({ min: 1, max: days(45) }) }) },
  { weight: 1, arbitrary: fc.record({ moves: zone }) },
  { weight: 1, arbitrary: fc.record({ pays: pack }) },
);
const history = fc.record({
  zone,
  pack,
  quitsIn: fc.integer({ min: -BACK, max: 90 }),
  cigarettesADay: fc.integer({ min: 1, max: 60 }),
  steps: fc.array(step, { maxLength: 60 }),
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

/** Lives through it twice: by the rules, and on paper. */
function lived({ zone, pack, quitsIn, cigarettesADay, steps }: History) {
  let now = new Date(BEGIN);
  const quitDate = dayAfter(dayIn(zone, now), quitsIn);
  const profile = (packs: PackSince[], zone: string) => ({
    clientId: 'cli_1',
    zone,
    cigarettesADay,
    smokingSince: '2000-01-01',
    packs,
    completedAt: now.toISOString(),
  });
  let packs = repriced([], pack, dayIn(zone, now));
  let progress = withProfile(fresh('cli_1', zone), profile(packs, zone));
  progress = settled(withPlan(progress, { id: 'att_1', quitDate, zone }), now);
  const logs = new Map<string, number>();
  const slips: string[] = [];
  for (const each of steps) {
    const today = dayIn(progress.zone, now);
    if ('waits' in each) now = new Date(now.getTime() + each.waits);
    else if ('log' in each) {
      const date = dayAfter(today, -each.log);
      logs.set(date, each.cigarettes);
      progress = settled(told(progress, date, { logged: each.cigarettes }).progress, now);
    } else if ('slip' in each) {
      slips.push(dayAfter(today, -each.slip));
      progress = settled(told(progress, slips.at(-1)!, { slips: (before) => before + 1 }).progress, now);
    } else {
      const lives = 'moves' in each ? each.moves : progress.zone;
      if ('pays' in each) packs = repriced(packs, each.pays, dayIn(lives, now));
      progress = settled(withProfile(progress, profile(packs, lives)), now);
    }
  }
  const raw: Raw = {
    zone: progress.zone,
    quitDate,
    cigarettesADay,
    packs,
    slips,
    logs: [...logs].map(([date, cigarettes]) => ({ date, cigarettes })),
  };
  return { progress, raw, now };
}

describe('the figures', () => {
  it('are what counting on paper gives, whatever was told in whatever order, wherever', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: days(800) }), (some, later) => {
        const { progress, raw, now } = lived(some);
        for (const moment of [now, new Date(now.getTime() + later)]) {
          const { smokeFree, cigarettesAvoided, moneySaved } = summed(progress, moment);
          const isAhead = raw.quitDate > dayIn(raw.zone, moment);
          expect({ smokeFree, cigarettesAvoided, moneySaved }).toEqual(isAhead ? {} : counted(raw, moment));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lie in an item that does not grow', () => {
    fc.assert(
      fc.property(history, (some) => {
        const { progress, now } = lived(some);
        expect(settled(progress, now).days.length).toBeLessThanOrEqual(BACK + 3 + 2);
      }),
    );
  });

  const begun = withPlan(fresh('cli_1', 'UTC'), { id: 'att_1', quitDate: '2026-01-10', zone: 'UTC' });
  const logs = fc.uniqueArray(
    fc.record({
      date: fc.integer({ min: 0, max: BACK }).map((n) => dayAfter('2026-01-31', -n)),
      cigarettes: fc.integer({ min: 0, max: 3 }),
    }),
    { selector: ({ date }) => date },
  );
  const now = new Date('2026-01-31T12:00:00Z');
  const tell = (progress: Progress, some: readonly { date: string; cigarettes: number }[]) =>
    some.reduce((so, { date, cigarettes }) => settled(told(so, date, { logged: cigarettes }).progress, now), progress);

  it('do not depend on the order in which days are told, nor on how often', () => {
    fc.assert(
      fc.property(logs, fc.integer(), (some, seed) => {
        const mixed = [...some].sort(
          (one, other) => ((Date.parse(one.date) ^ seed) % 97) - ((Date.parse(other.date) ^ seed) % 97),
        );
        const once = tell(begun, some);
        expect(tell(begun, mixed)).toEqual(once);
        expect(tell(once, mixed)).toEqual(once);
      }),
    );
  });

  it('take one cigarette fewer for at least as good', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (some, nth) => {
        fc.pre(some.length > 0);
        const index = nth % some.length;
        const better = some.map((one, at) => (at === index ? { ...one, cigarettes: 0 } : one));
        const [was, is] = [some, better].map((each) => summed(tell(begun, each), now).smokeFree!);
        expect(is!.current).toBeGreaterThanOrEqual(was!.current);
        expect(is!.longest).toBeGreaterThanOrEqual(was!.longest);
        expect(is!.total).toBeGreaterThanOrEqual(was!.total);
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['America/New_York', '2026-03-08', 'spring forward'],
    ['America/New_York', '2026-11-01', 'fall back'],
    ['Australia/Lord_Howe', '2026-04-05', 'fall back by half an hour'],
    ['Asia/Almaty', '2026-01-01', 'no change'],
  ])('in %s around %s (%s) is one day, hour by hour', (zone, quitDate) => {
    const progress = withPlan(fresh('cli_1', zone), { id: 'att_1', quitDate, zone });
    const from = Date.parse(quitDate) - hours(30);
    for (let hour = 0; hour < 120; hour += 1) {
      const now = new Date(from + hours(hour));
      const today = dayIn(zone, now);
      const passed = (Date.parse(today) - Date.parse(quitDate)) / days(1);
      expect(summed(progress, now).smokeFree?.current, now.toISOString()).toBe(passed < 0 ? undefined : passed);
    }
  });

  it('is another one for whoever lives elsewhere', () => {
    const current = (zone: string) =>
      summed(
        withPlan(fresh('cli_1', zone), { id: 'att_1', quitDate: '2026-01-01', zone }),
        new Date('2026-01-05T10:30:00Z'),
      ).smokeFree?.current;
    expect(['Pacific/Kiritimati', 'UTC', 'Etc/GMT+12'].map(current)).toEqual([5, 4, 3]);
  });
});
