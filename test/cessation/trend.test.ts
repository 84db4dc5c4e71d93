import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { trendOf } from '#lambdas/cessation/domain/trend';
import { handler } from '#lambdas/cessation/get-trends';
import { dayLogs } from '#lambdas/cessation/records';
import { forgetKeys } from '#shared/table/seal';
import { dayAfter } from '#shared/time';
import { call, client, enrolled, given } from '../kit/index.ts';

const line = (counts: readonly number[]) =>
  counts.map((cigarettes, day) => ({ date: dayAfter('2026-01-01', day), cigarettes }));
afterEach(() => void vi.useRealTimers());

describe('the trend', () => {
  it('of a straight line is its slope, and sure of it', () => {
    const { perWeek } = trendOf(line([20, 19, 18, 17, 16, 15, 14]));
    expect(perWeek).toEqual({ change: -7, low: -7, high: -7 });
  });

  it('is silent below seven logs', () => {
    expect(trendOf(line([1, 2, 3, 4, 5, 6]))).toEqual({ logs: 6, from: '2026-01-01', to: '2026-01-06' });
    expect(trendOf([])).toEqual({ logs: 0 });
  });

  it('is not moved by one bad day', () => {
    const calm = [10, 10, 9, 9, 8, 8, 7, 7, 6, 6];
    const bad = calm.with(7, 60);
    expect(trendOf(line(bad)).perWeek!.change).toBeCloseTo(trendOf(line(calm)).perWeek!.change, 0);
  });

  // Sen 1968, section 3: t = 1, 2, 3, 4, 10, 12, 18 and x = 9, 15, 19, 20, 45, 55, 78; the middle of the 21 slopes is 4.
  it('is what its author found', () => {
    const times = [1, 2, 3, 4, 10, 12, 18];
    const logs = [9, 15, 19, 20, 45, 55, 78].map((cigarettes, index) => ({
      date: dayAfter('2026-01-01', times[index]!),
      cigarettes,
    }));
    expect(trendOf(logs).perWeek!.change).toBe(4 * 7);
  });

  const some = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 7, maxLength: 28 });
  it('lies in its interval, turns with the sign, and knows no order of arrival', () => {
    fc.assert(
      fc.property(some, (counts) => {
        const { perWeek } = trendOf(line(counts));
        expect(perWeek!.low).toBeLessThanOrEqual(perWeek!.change);
        expect(perWeek!.high).toBeGreaterThanOrEqual(perWeek!.change);
        expect(trendOf(line(counts).reverse())).toEqual(trendOf(line(counts)));
        const turned = trendOf(line(counts.map((count) => 40 - count))).perWeek!;
        expect(turned.change + perWeek!.change).toBe(0);
        expect([turned.low, turned.high].map(Math.abs)).toEqual([perWeek!.high, perWeek!.low].map(Math.abs));
      }),
    );
  });
});

describe('GET /v1/trends', () => {
  it('is for Premium, and says where to get it', async () => {
    await enrolled('cli_1', { roles: ['client'] });
    expect(await call(handler, { as: client('cli_1') })).toMatchObject({
      status: 403,
      body: { type: '/problems/upgrade_required', feature: 'trends', plan: 'premium', upgrade: '/v1/membership-plans' },
    });
  });

  it('looks at the last 28 logged days of the caller', async () => {
    await enrolled('cli_1', { roles: ['client'], entitlements: ['trends'] });
    const all = Array.from({ length: 30 }, (_, day) => day).map((day) => ({
      id: `day_${day}`,
      clientId: 'cli_1',
      date: dayAfter('2026-01-01', 2 * day),
      cigarettes: Math.max(0, 2 * (day - 1)),
      loggedAt: '2026-03-05T00:00:00.000Z',
      backDated: true,
    }));
    await given(...all.map((day) => dayLogs.add(day)), dayLogs.add({ ...all[0]!, clientId: 'cli_2', cigarettes: 99 }));
    forgetKeys();
    expect((await call(handler, { as: client('cli_1') })).body).toEqual({
      healthScores: [],
      logs: 28,
      from: '2026-01-05',
      to: '2026-02-28',
      perWeek: { change: 7, low: 7, high: 7 },
    });
  });
});
