import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { outcomeSettled, profileCompleted, quitPlanned, standingChanged } from '#lambdas/cessation/events';
import { signedUp } from '#lambdas/identity/events';
import { handler as count } from '#lambdas/insights/every-night-count-activity';
import { handler as onOutcomeSettled } from '#lambdas/insights/on-outcome-settled';
import { handler as onProfileCompleted } from '#lambdas/insights/on-profile-completed';
import { handler as onQuitPlanned } from '#lambdas/insights/on-quit-planned';
import { handler as onSignedUp } from '#lambdas/insights/on-signed-up';
import { handler as onStandingChanged } from '#lambdas/insights/on-standing-changed';
import { beginnings, runningTotals } from '#lambdas/insights/records';
import type { Consumer } from '#shared/events/consumer';
import type { Raised } from '#shared/events/event';
import { grants } from '#shared/table/grants';
import { dayAfter, hours } from '#shared/time';
import { deliver, given, stoppedAnywhere, tick } from '../kit/index.ts';
import { restore, rows } from '../kit/tables.ts';
import { came } from './people.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
afterEach(() => void vi.useRealTimers());

const LISTENERS: Readonly<Record<string, Consumer>> = {
  [signedUp.name]: onSignedUp,
  [profileCompleted.name]: onProfileCompleted,
  [quitPlanned.name]: onQuitPlanned,
  [outcomeSettled.name]: onOutcomeSettled,
  [standingChanged.name]: onStandingChanged,
};
const hear = (event: Raised) => deliver(LISTENERS[event.event]!, event);
const latest = async () => {
  const totals = await runningTotals.latest({ figure: 'running-totals' });
  return totals && { day: totals.day, counts: totals.counts, cohorts: totals.cohorts };
};
const after = (moment: string, ms: number) => new Date(Date.parse(moment) + ms).toISOString();

const SINCE = '2026-02-26T22:00:00.000Z';
const at = SINCE;
const outcome = { id: 'out_1', at, months: 6, responded: true, abstinent7: true } as const;
const settled = (more: object = {}) =>
  outcomeSettled.raise({ ...outcome, abstinent30: false, prolonged: false, russell: false, ...more });
const zero = { people: 0, measured: 0, reductionPercent: 0, reduced50: 0, brinkmanAvoided: 0, cigarettesAvoided: 0 };
const standing = (more: object = {}) => {
  const days = { days: 0, logs: 0, backDated: 0, edited: 0, contradicted: 0 };
  return standingChanged.raise({ id: 'std_1', at, ...zero, ...days, moneySaved: [], ...more });
};
const completed = (clientId: string) => profileCompleted.raise({ clientId, at });
const planned = (clientId: string, ms: number) =>
  quitPlanned.raise({ clientId, attemptId: 'att_1', at: after(SINCE, ms) });

/** Hears on one day, and counts it when it is over. */
const counted = async (...events: Raised[]) => {
  clock('2026-02-28T12:00:00Z');
  for (const event of events) await hear(event);
  clock('2026-03-01T00:10:00Z');
  await tick(count, '2026-03-01T00:10:00Z');
  return (await latest())!;
};

describe('whoever signs up', () => {
  it('as a client is one newcomer of their day; others are none', async () => {
    await came('per_1', SINCE);
    await came('per_2', SINCE, 'coach');
    const { counts, cohorts } = await counted(
      signedUp.raise({ personId: 'per_1', role: 'client' }),
      signedUp.raise({ personId: 'per_2', role: 'coach' }),
      signedUp.raise({ personId: 'per_9', role: 'client' }), // gone meanwhile
    );
    expect(counts).toEqual({ 'client.signedUp': 1 });
    expect(cohorts).toEqual([{ day: '2026-02-26', counts }]);
  });

  it('first is where counting begins, in whatever order we hear', async () => {
    await came('per_1', '2026-02-26T22:00:00.000Z');
    await came('per_2', '2026-02-24T22:00:00.000Z');
    await came('per_3', '2026-02-25T22:00:00.000Z');
    for (const personId of ['per_1', 'per_2', 'per_3']) await hear(signedUp.raise({ personId, role: 'client' }));
    expect(await beginnings.get({ figure: 'daily-activity' })).toMatchObject({ day: '2026-02-24' });
    await counted();
    expect((await rows()).filter(({ entity }) => entity === 'running-totals')).toHaveLength(5);
  });
});

describe('a first step', () => {
  it('is of the day on which they signed up, and once a person', async () => {
    await came('per_1', SINCE);
    const { counts, cohorts } = await counted(completed('per_1'), completed('per_1'), planned('per_1', hours(1)));
    expect(counts).toEqual({ 'client.profile': 1, 'client.plan': 1 });
    expect(cohorts).toEqual([{ day: '2026-02-26', counts }]);
  });

  it.each([
    ['a coach who became a client', 'per_2'],
    ['somebody we do not know', 'per_9'],
  ])('is not of %s', async (_, personId) => {
    await came('per_2', SINCE, 'coach');
    await given(grants.add({ personId: 'per_2', kind: 'role', name: 'client', since: after(SINCE, 1) }));
    expect((await counted(completed(personId), planned(personId, 0))).counts).toEqual({});
  });

  it.each([
    ['in 48 hours', [hours(48)], 1],
    ['a moment later', [hours(48) + 1], 0],
    ['in time, heard after a later one', [hours(90), hours(2)], 1],
    ['twice in time', [hours(2), hours(3)], 1],
  ])('is a plan made %s', async (_, moments, count) => {
    await came('per_1', SINCE);
    const { counts } = await counted(...moments.map((ms) => planned('per_1', ms)));
    expect(counts['client.plan'] ?? 0).toBe(count);
  });
});

describe('every listener', () => {
  it.each([
    ['signedUp', signedUp.raise({ personId: 'per_1', role: 'client' })],
    ['profileCompleted', completed('per_1')],
    ['quitPlanned', planned('per_1', 0)],
    ['outcomeSettled', settled()],
    ['standingChanged', standing({ people: 1 })],
  ])('of %s is all there or not at all, wherever it is stopped', async (_, event) => {
    await came('per_1', SINCE);
    expect(await stoppedAnywhere(LISTENERS[event.event]!, event)).toBeGreaterThan(2);
    expect((await rows()).filter(({ entity }) => entity === 'addition')).toHaveLength(1);
  });

  it('names nobody in what it adds', async () => {
    await came('per_1', SINCE);
    for (const event of [signedUp.raise({ personId: 'per_1', role: 'client' }), completed('per_1')]) await hear(event);
    const added = (await rows()).filter(({ entity }) => entity === 'addition');
    expect(added).toHaveLength(2);
    expect(JSON.stringify(added)).not.toContain('per_1');
  });
});

const PEOPLE = ['per_1', 'per_2', 'per_3'];
const small = fc.integer({ min: -20, max: 20 });
const person = fc.constantFrom(...PEOPLE);
const anyEvent = fc.oneof(
  person.map(completed),
  fc.tuple(person, fc.integer({ min: 0, max: hours(96) })).map(([one, ms]) => planned(one, ms)),
  fc
    .record({ months: fc.constantFrom(1, 3, 6, 12), responded: fc.boolean(), prolonged: fc.boolean() })
    .map((more) => settled(more)),
  fc
    .record({ people: small, measured: small, reductionPercent: small, logs: small })
    .chain((more) =>
      fc
        .constantFrom('KZT', 'EUR')
        .map((currency) => standing({ ...more, moneySaved: [{ amountMinor: 7, currency }] })),
    ),
);

it('leaves each figure as one delivery would, delivered twice, in any split and order', {
  timeout: 60_000,
}, async () => {
  const FIRST = '2026-02-27';
  const everybody = PEOPLE.map((personId) => signedUp.raise({ personId, role: 'client' }));
  const passes = async (day: number, ...events: readonly Raised[]) => {
    clock(`${dayAfter(FIRST, day)}T12:00:00Z`);
    for (const event of events) await hear(event);
  };
  const night = async (day: number) => {
    clock(`${dayAfter(FIRST, day + 1)}T00:10:00Z`);
    await tick(count, `${dayAfter(FIRST, day + 1)}T00:10:00Z`);
  };
  const begin = async () => {
    await restore();
    for (const personId of PEOPLE) await came(personId, SINCE);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 3, maxLength: 12 }).chain((some) => {
        const all = [...everybody, ...some];
        const twice = [...all, ...all];
        return fc.record({
          all: fc.constant(all),
          told: fc.shuffledSubarray(twice, { minLength: twice.length }),
          cut: fc.nat(twice.length),
          isMissed: fc.boolean(),
        });
      }),
      async ({ all, told, cut, isMissed }) => {
        await begin();
        await passes(0, ...all);
        await night(1);
        const once = await latest();
        await begin();
        await passes(0, ...told.slice(0, cut));
        if (!isMissed) await night(0);
        await passes(1, ...told.slice(cut));
        await night(1);
        expect(await latest()).toEqual(once);
        expect(once?.counts['client.signedUp']).toBe(PEOPLE.length);
      },
    ),
    { numRuns: 5 },
  );
});
