import fc from 'fast-check';
import { expect, it } from 'vitest';
import { registrations, shownFrom } from '#lambdas/insights/domain/registrations';
import { dayAfter, daysBetween } from '#shared/time';

const anyDay = fc.integer({ min: 0, max: 3000 }).map((count) => dayAfter('2024-01-01', count));

it('are by day, by week from Monday and by month, each day in one of each', () => {
  fc.assert(
    fc.property(anyDay, fc.array(fc.tuple(fc.nat(400), fc.nat(9))), (today, some) => {
      const days = [...new Map(some)].map(([ago, newcomers]) => ({ day: dayAfter(today, -ago), newcomers }));
      const shown = registrations(days, today);
      expect([shown.days.length, shown.weeks.length, shown.months.length]).toEqual([30, 12, 12]);
      expect(shown.months[0]!.from).toBe(shownFrom(today));
      for (const { from } of shown.weeks) expect(new Date(from).getUTCDay()).toBe(1);
      for (const { from } of shown.months) expect(from).toMatch(/-01$/);
      for (const periods of [shown.days, shown.weeks, shown.months]) {
        const within = (from: string, next = dayAfter(today, 1)) =>
          days.filter(({ day }) => day >= from && day < next).reduce((total, { newcomers }) => total + newcomers, 0);
        expect(periods).toEqual(
          periods.map(({ from }, index) => ({ from, registered: within(from, periods[index + 1]?.from) })),
        );
        expect(daysBetween(periods.at(-1)!.from, today)).toBeLessThan(31);
      }
    }),
  );
});
