import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBegins, checkQuitDate, courseOfAttempt, isUnderWay } from '#lambdas/cessation/domain/plan';
import { repriced } from '#lambdas/cessation/domain/profile';
import {
  BACK,
  endBefore,
  fresh,
  settled,
  type Telling,
  told,
  withEnd,
  withPlan,
  withProfile,
} from '#lambdas/cessation/domain/progress';
import { summed } from '#lambdas/cessation/domain/summary';
import type { Progress } from '#lambdas/cessation/figures-schemas';
import type { Pack, PackSince } from '#lambdas/cessation/profile-schemas';
import type { Attempt } from '#lambdas/cessation/schemas';
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
    weight: 6,
    arbitrary: fc.record({ log: fc.integer({ min: 0, max: BACK }), cigarettes: fc.constantFrom(0, 0, 1, 1, 30) }),
  },
  { weight: 2, arbitrary: fc.record({ slip: fc.integer({ min: 0, max: BACK }) }) },
  { weight: 2, arbitrary: fc.record({ smokesOn: fc.integer({ min: 4, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ waits: fc.integer({ min: 1, max: days(45) }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ quitsIn: fc.oneof(fc.integer({ min: -12, max: 0 }), fc.integer({ min: -BACK, max: 90 })) }),
  },
  { weight: 1, arbitrary: fc.record({ givesUp: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ moves: zone }) },
  { weight: 1, arbitrary: fc.record({ pays: pack }) },
);
const history = fc.record({
  zone,
  pack,
  cigarettesADay: fc.integer({ min: 1, max: 60 }),
  steps: fc.array(step, { maxLength: 60, size: 'max' }),
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

const quitting = (zone: string, quitDate: string) =>
  withPlan(fresh('cli_1', zone, quitDate), { id: 'att_1', startedAt: '2025-12-01T00:00:00.000Z', quitDate, zone });

/** Lives through it twice: by the rules, and on paper. */
function lived({ zone, pack, cigarettesADay, steps }: History) {
  let now = new Date(BEGIN);
  let packs: PackSince[] = repriced([], pack, dayIn(zone, now));
  const profile = (zone: string) => ({ zone, cigarettesADay, smokingSince: '2000-01-01', packs });
  let progress = settled(withProfile(fresh('cli_1', zone, dayIn(zone, now)), profile(zone)), now);
  let attempts: Attempt[] = [];
  const logs = new Map<string, number>();
  const slips: string[] = [];
  const paper = (): Raw => ({
    zone: progress.zone,
    since: progress.since,
    cigarettesADay,
    packs,
    attempts: attempts
      .map(({ quitDate, endedOn, status }, index) => ({
        quitDate,
        endedOn: status === 'relapsed' && index === attempts.length - 1 ? undefined : endedOn,
      }))
      .filter(({ quitDate, endedOn }) => endedOn === undefined || endedOn >= quitDate),
    slips,
    logs: [...logs].map(([date, cigarettes]) => ({ date, cigarettes })),
  });
  const tell = (date: string, telling: Telling) => {
    const { progress: next, relapse } = told(progress, date, telling);
    const latest = attempts.at(-1);
    if (relapse && latest) attempts = [...attempts.slice(0, -1), { ...latest, ...courseOfAttempt(latest, relapse.on) }];
    progress = settled(next, now);
  };
  const log = (date: string, logged: number) => {
    logs.set(date, logged);
    tell(date, { logged });
  };
  for (const each of steps) {
    const today = dayIn(progress.zone, now);
    const latest = attempts.at(-1);
    const underWay = latest && isUnderWay(latest) ? latest : undefined;
    if ('waits' in each) now = new Date(now.getTime() + each.waits);
    else if ('log' in each) log(dayAfter(today, -each.log), each.cigarettes);
    else if ('smokesOn' in each) for (let ago = each.smokesOn; ago >= 0; ago -= 1) log(dayAfter(today, -ago), 5);
    else if ('slip' in each) {
      slips.push(dayAfter(today, -each.slip));
      tell(slips.at(-1)!, { slips: 1, at: now.toISOString() });
    } else if ('quitsIn' in each) {
      const quitDate = dayAfter(today, each.quitsIn);
      const attempt: Attempt = underWay
        ? { ...underWay, quitDate }
        : {
            id: `att_${attempts.length}`,
            clientId: 'cli_1',
            startedAt: now.toISOString(),
            quitDate,
            zone: progress.zone,
            method: 'abrupt',
            status: 'running',
          };
      const planning = withPlan(progress, attempt);
      try {
        checkQuitDate(quitDate, { underWay, today, endBefore: endBefore(progress, underWay?.id) });
        checkBegins(planning);
      } catch {
        continue;
      }
      attempts = [...(underWay ? attempts.slice(0, -1) : attempts), attempt];
      progress = settled(planning, now);
    } else if ('givesUp' in each) {
      if (underWay === undefined) continue;
      progress = settled(withEnd(progress, today), now);
      attempts = [...attempts.slice(0, -1), { ...underWay, status: 'stopped', endedOn: today }];
    } else {
      const lives = 'moves' in each ? each.moves : progress.zone;
      if ('pays' in each) packs = repriced(packs, each.pays, dayIn(lives, now));
      progress = settled(withProfile(progress, profile(lives)), now);
    }
  }
  return { progress, raw: paper(), attempts, now };
}

describe('the figures', () => {
  it('are what counting on paper gives, whatever was told in whatever order, wherever', () => {
    const seen = { relapses: 0, attempts: 0 };
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: days(800) }), (some, later) => {
        const { progress, raw, attempts, now } = lived(some);
        for (const moment of [now, new Date(now.getTime() + later)]) {
          const { since, logs, smokeFree, cigarettesAvoided, moneySaved } = summed(progress, moment);
          const { relapsedOn, ...paper } = counted(raw, moment);
          const { lastCigaretteAt: _, ...free } = smokeFree ?? {};
          const figures = { since, logs, ...(smokeFree && { smokeFree: free }), cigarettesAvoided, moneySaved };
          expect(JSON.parse(JSON.stringify(figures))).toEqual(paper);
          const latest = attempts.at(-1);
          if (latest && latest.status !== 'stopped') expect(latest.endedOn).toBe(relapsedOn);
        }
        seen.relapses += attempts.filter(({ status }) => status === 'relapsed').length;
        seen.attempts += attempts.length;
      }),
      { numRuns: 1_000 },
    );
    expect(seen.relapses).toBeGreaterThan(50);
    expect(seen.attempts).toBeGreaterThan(1_000);
  }, 60_000);

  it('lie in an item that does not grow', () => {
    fc.assert(
      fc.property(history, (some) => {
        const { progress, now } = lived(some);
        expect(settled(progress, now).days.length).toBeLessThanOrEqual(BACK + 3 + 2);
      }),
    );
  });

  const begun = quitting('UTC', '2026-01-10');
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
    const progress = quitting(zone, quitDate);
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
      summed(quitting(zone, '2026-01-01'), new Date('2026-01-05T10:30:00Z')).smokeFree?.current;
    expect(['Pacific/Kiritimati', 'UTC', 'Etc/GMT+12'].map(current)).toEqual([5, 4, 3]);
  });
});
