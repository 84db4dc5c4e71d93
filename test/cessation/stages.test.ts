import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stageOf } from '#lambdas/cessation/domain/stages';
import { Readiness } from '#lambdas/cessation/profile-schemas';
import { StageOfChange } from '#lambdas/cessation/strategy-schemas';
import { dayAfter } from '#shared/time';

/* Prochaska JO, DiClemente CC. J Consult Clin Psychol 1983;51:390–395, doi:10.1037/0022-006X.51.3.390. DiClemente CC et al.
   J Consult Clin Psychol 1991;59:295–304, doi:10.1037/0022-006X.59.2.295. */

const today = '2026-03-29';
const attempt = (inDays: number, status: 'running' | 'achieved' | 'relapsed' | 'stopped' = 'running') => ({
  quitDate: dayAfter(today, inDays),
  status,
});

it.each([
  ['nobody knows', {}, undefined],
  ['not within six months', { intention: 'not_now' }, 'precontemplation'],
  ['within six months', { intention: 'within_6_months' }, 'contemplation'],
  ['within thirty days', { intention: 'within_30_days' }, 'preparation'],
  ['a quit date far ahead', { attempt: attempt(31) }, 'contemplation'],
  [
    'a quit date far ahead, told before it was planned',
    { intention: 'not_now', attempt: attempt(31) },
    'contemplation',
  ],
  ['a quit date within thirty days', { attempt: attempt(30) }, 'preparation'],
  ['tomorrow', { intention: 'not_now', attempt: attempt(1) }, 'preparation'],
  ['today', { attempt: attempt(0) }, 'action'],
  ['a slip after a year', { attempt: attempt(-400), smokeFreeDays: 0 }, 'action'],
  ['a day short of six months', { attempt: attempt(-182), smokeFreeDays: 182 }, 'action'],
  ['six months', { attempt: attempt(-183), smokeFreeDays: 183 }, 'maintenance'],
  ['recognised as achieved', { attempt: attempt(-200, 'achieved'), smokeFreeDays: 200 }, 'maintenance'],
  ['after a relapse', { attempt: attempt(-40, 'relapsed') }, undefined],
  [
    'after a relapse, meaning to go on',
    { intention: 'within_30_days', attempt: attempt(-40, 'relapsed') },
    'preparation',
  ],
  ['given up', { intention: 'not_now', attempt: attempt(3, 'stopped') }, 'precontemplation'],
] as const)('%s', (_, known, stage) => {
  expect(stageOf({ today, smokeFreeDays: 0, ...known })?.stage).toBe(stage);
});

it('says of each what moves one on, and more days without never lead back', () => {
  const order = StageOfChange.shape.stage.options;
  const known = fc.record({
    intention: fc.option(fc.constantFrom(...Readiness.shape.intention.options), { nil: undefined }),
    attempt: fc.option(
      fc.integer({ min: -400, max: 90 }).map((inDays) => attempt(inDays)),
      { nil: undefined },
    ),
    smokeFreeDays: fc.integer({ min: 0, max: 400 }),
  });
  fc.assert(
    fc.property(known, fc.integer({ min: 0, max: 400 }), ({ intention, ...more }, days) => {
      const told = { today, ...(intention && { intention }), ...more };
      const [before, after] = [told, { ...told, smokeFreeDays: told.smokeFreeDays + days }].map(stageOf);
      if (before) expect(StageOfChange.parse(before).onwards.length).toBeGreaterThan(2);
      if (before && after) expect(order.indexOf(after.stage)).toBeGreaterThanOrEqual(order.indexOf(before.stage));
      expect(before === undefined).toBe(after === undefined);
    }),
  );
});
