import fc from 'fast-check';
import { expect, it } from 'vitest';
import { targetOn } from '#lambdas/cessation/domain/gradual';
import { dayAfter } from '#shared/time';

const from = '2026-03-20'; // its weeks cross a change of the clock

it('goes from 20 to none in ten days by two a day', () => {
  const plan = { baseline: 20, from, quitDate: dayAfter(from, 10) };
  const targets = Array.from({ length: 13 }, (_, day) => targetOn(dayAfter(from, day - 1), plan));
  expect(targets).toEqual([20, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0, 0]);
});

it('keeps the last cigarette until the quit date, however few there were', () => {
  const plan = { baseline: 2, from, quitDate: dayAfter(from, 6) };
  expect([0, 1, 2, 3, 4, 5, 6].map((day) => targetOn(dayAfter(from, day), plan))).toEqual([2, 2, 2, 1, 1, 1, 0]);
});

it('is a whole number that never rises, in even steps, above zero before the quit date and zero from it on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: -5, max: 90 }), (baseline, length) => {
      const plan = { baseline, from, quitDate: dayAfter(from, length) };
      const days = Array.from({ length: Math.max(0, length) + 10 }, (_, day) => day - 3);
      const targets = days.map((day) => targetOn(dayAfter(from, day), plan));
      targets.forEach((target, index) => {
        const day = days[index]!;
        expect(Number.isInteger(target)).toBe(true);
        expect(target).toBeLessThanOrEqual(index === 0 ? baseline : targets[index - 1]!);
        expect(target > 0, `day ${day} of ${length}`).toBe(day < length);
        const fall = index === 0 ? 0 : targets[index - 1]! - target;
        if (length > 0) expect(fall).toBeLessThanOrEqual(Math.ceil(baseline / length));
      });
    }),
  );
});
