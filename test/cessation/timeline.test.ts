import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timelineOf } from '#lambdas/cessation/domain/timeline';
import { RecoveryTimeline } from '#lambdas/cessation/strategy-schemas';
import { days, hours, minutes } from '#shared/time';

const last = '2026-03-28T22:00:00.000Z'; // the clock changes that night in half of the world
const after = (span: number) => timelineOf(last, new Date(Date.parse(last) + span));
const states = ({ steps }: RecoveryTimeline) => steps.map(({ state }) => state);
const YEAR = days(365.25);

it('has not begun where there was no last cigarette', () => {
  const { since, next, steps } = RecoveryTimeline.parse(timelineOf(undefined, new Date(last)));
  expect([since, next, steps.length]).toEqual([undefined, undefined, 8]);
  expect(new Set(steps.map(({ state }) => state))).toEqual(new Set(['ahead']));
});

it('reaches each step at its minute', () => {
  expect(after(minutes(20) - 1)).toMatchObject({ next: { id: 'heart-rate', inMinutes: 1 } });
  expect(after(minutes(20))).toMatchObject({ next: { id: 'carbon-monoxide', inMinutes: 11 * 60 + 40 } });
  expect(after(0).next).toEqual({ id: 'heart-rate', beginsAt: '2026-03-28T22:20:00.000Z', inMinutes: 20 });
  expect(after(hours(12)).next).toMatchObject({ id: 'circulation', beginsAt: '2026-04-11T22:00:00.000Z' });
});

it.each([
  ['after 20 minutes', minutes(20), 1, 0],
  ['after 12 hours', hours(12), 2, 0],
  ['after two weeks', days(14), 2, 1],
  ['after twelve weeks, the cough under way', days(84), 3, 1],
  ['after nine months', days((9 * 365.25) / 12), 4, 0],
  ['after a year', YEAR, 5, 0],
  ['after five years', 5 * YEAR, 5, 1],
  ['after ten years', 10 * YEAR, 6, 1],
  ['after fifteen years', 15 * YEAR, 8, 0],
])('%s', (_, span, reached, underWay) => {
  const found = states(after(span));
  const count = (state: string) => found.filter((one) => one === state).length;
  expect([count('reached'), count('under_way')]).toEqual([reached, underWay]);
});

it('names one source, the next step in order, and never takes a step back', () => {
  const rank = { ahead: 0, under_way: 1, reached: 2 };
  const span = fc.integer({ min: -hours(1), max: 20 * YEAR });
  fc.assert(
    fc.property(span, fc.integer({ min: 0, max: YEAR }), (gone, more) => {
      const [now, later] = [after(gone), after(gone + more)].map((one) => RecoveryTimeline.parse(one));
      states(now!).forEach((state, index) => {
        expect(rank[states(later!)[index]!]).toBeGreaterThanOrEqual(rank[state]);
      });
      expect(now!.next?.id).toBe(now!.steps.find(({ state }) => state === 'ahead')?.id);
      if (now!.next) {
        const left = Date.parse(now!.next.beginsAt) - (Date.parse(last) + gone);
        expect(now!.next.inMinutes).toBe(Math.ceil(left / minutes(1)));
      }
      expect(now!.source).toContain('World Health Organization');
    }),
  );
});
