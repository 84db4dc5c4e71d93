import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { uncounted } from '#lambdas/insights/domain/activity';
import { addition } from '#lambdas/insights/domain/tally';
import { handler as night } from '#lambdas/insights/every-night-count-activity';
import { handler as overview } from '#lambdas/insights/get-overview';
import { additions, dailyFigures, runningTotals } from '#lambdas/insights/records';
import { admin, call, client, given, tick } from '../kit/index.ts';
import { adminOf } from '../membership/admins.ts';
import { active } from './people.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
const all = () => dailyFigures.list({ figure: 'daily-activity' });
const figures = (day: string, active: number, newcomers: number) => ({
  day,
  active,
  newcomers,
  returning: active - newcomers,
});

beforeEach(() => clock('2026-03-03T00:10:30Z'));
afterEach(() => void vi.useRealTimers());

describe('every night', () => {
  it('counts who was active yesterday, newcomers apart, and changes nothing when it comes twice', async () => {
    await active('2026-03-02', { per_1: '2026-03-02', per_2: '2026-01-01', per_3: '2025-01-01' });
    await active('2026-03-01', { per_5: '2026-03-01' });
    await active('2026-03-03', { per_4: '2026-03-03' });
    await tick(night, '2026-03-03T00:10:00Z');
    const [one, ...others] = await all();
    expect([one, others]).toEqual([
      {
        ...figures('2026-03-02', 3, 1),
        figure: 'daily-activity',
        weekly: 4,
        monthly: 4,
        countedAt: '2026-03-03T00:10:30.000Z',
      },
      [],
    ]);
    await active('2026-03-02', { per_9: '2026-03-02' });
    clock('2026-03-03T09:00:00Z');
    await tick(night, '2026-03-03T00:10:00Z');
    await tick(night, '2026-03-03T00:11:00Z');
    expect(await all()).toEqual([one]);
  });

  it('makes up for nights that were missed, and a late tick finds nothing to do', async () => {
    await active('2026-03-02', { per_1: '2026-03-02' });
    await active('2026-03-04', { per_1: '2026-03-02', per_2: '2026-03-04' });
    await tick(night, '2026-03-03T00:10:00Z');
    clock('2026-03-06T00:10:00Z');
    await tick(night, '2026-03-06T00:10:00Z');
    const made = [
      figures('2026-03-02', 1, 1),
      figures('2026-03-03', 0, 0),
      figures('2026-03-04', 2, 1),
      figures('2026-03-05', 0, 0),
    ];
    expect(await all()).toMatchObject(made);
    await tick(night, '2026-03-04T00:10:00Z');
    expect(await all()).toHaveLength(4);
  });

  it('at the same time as itself counts once', async () => {
    await active('2026-03-02', { per_1: '2026-03-02' });
    for (const id of ['add_1', 'add_2', 'add_3'])
      await given(additions.add(addition(id, new Date('2026-03-02T12:00:00Z'), { 'client.plan': 1 })));
    await Promise.all(
      ['2026-03-03T00:10:00Z', '2026-03-03T00:10:00Z', '2026-03-03T00:10:01Z'].map((at) => tick(night, at)),
    );
    expect(await all()).toMatchObject([figures('2026-03-02', 1, 1)]);
    expect(await runningTotals.list({ figure: 'running-totals' })).toMatchObject([{ counts: { 'client.plan': 3 } }]);
  });

  it.each([
    [undefined, ['2026-03-02']],
    ['2026-03-02', []],
    ['2026-03-05', []],
    ['2026-02-27', ['2026-02-28', '2026-03-01', '2026-03-02']],
  ])('after %s has to count %j', (last, days) => {
    expect(uncounted('2026-03-02', last)).toEqual(days);
  });

  it.each([
    ['2026-02-27', ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']],
    ['2026-03-02', ['2026-03-02']],
    ['2026-03-03', ['2026-03-02']],
  ])('before any was counted begins with %s, or yesterday', (begun, days) => {
    expect(uncounted('2026-03-02', undefined, begun)).toEqual(days);
  });
});

describe('the overview', () => {
  it("shows thirty days, and today's as it is now, with what they mean", async () => {
    await adminOf('adm_1');
    for (const day of ['2026-01-31', '2026-02-01', '2026-03-02']) {
      await given(
        dailyFigures.add({
          ...figures(day, 5, 2),
          figure: 'daily-activity',
          weekly: 6,
          monthly: 7,
          countedAt: `${day}T23:59:59.999Z`,
        }),
      );
    }
    await active('2026-03-03', { per_1: '2026-03-03', per_2: '2026-01-01' });
    const { status, body } = await call(overview, { as: admin('adm_1') });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: '2026-03-03T00:10:30.000Z',
      dailyActivity: {
        days: [figures('2026-02-01', 5, 2), figures('2026-03-02', 5, 2)],
        today: figures('2026-03-03', 2, 1),
      },
    });
    expect(body.dailyActivity.definition).toContain('UTC');
    expect(body.dailyActivity.freshness).toContain('today');
  });

  it('is for admins', async () => {
    await adminOf('adm_2', false);
    expect(await call(overview, { as: client('cli_1') })).toMatchObject({ status: 403 });
    expect(await call(overview, { as: admin('adm_2') })).toMatchObject({ status: 403 });
  });
});
