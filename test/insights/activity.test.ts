import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { uncounted } from '#lambdas/insights/domain/activity';
import { handler as night } from '#lambdas/insights/every-night-count-activity';
import { handler as overview } from '#lambdas/insights/get-overview';
import { dailyFigures } from '#lambdas/insights/records';
import { activeToday } from '#shared/table/active';
import { admin, call, client, given, tick } from '../kit/index.ts';
import { adminOf } from '../membership/admins.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
/** People who were active on a day, and when they signed up. */
const active = (day: string, people: Record<string, string>) =>
  given(
    ...Object.entries(people).map(([person, since]) => activeToday({ person, since }, new Date(`${day}T09:00:00Z`))!),
  );
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
    await active('2026-03-01', { per_1: '2026-03-01' });
    await active('2026-03-03', { per_4: '2026-03-03' });
    await tick(night, '2026-03-03T00:10:00Z');
    const [one, ...others] = await all();
    expect([one, others]).toEqual([
      { ...figures('2026-03-02', 3, 1), figure: 'daily-activity', countedAt: '2026-03-03T00:10:30.000Z' },
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
    await Promise.all(
      ['2026-03-03T00:10:00Z', '2026-03-03T00:10:00Z', '2026-03-03T00:10:01Z'].map((at) => tick(night, at)),
    );
    expect(await all()).toMatchObject([figures('2026-03-02', 1, 1)]);
  });

  it.each([
    [undefined, ['2026-03-02']],
    ['2026-03-02', []],
    ['2026-03-05', []],
    ['2026-02-27', ['2026-02-28', '2026-03-01', '2026-03-02']],
  ])('after %s has to count %j', (last, days) => {
    expect(uncounted('2026-03-02', last)).toEqual(days);
  });

  it('makes up for thirty days at the most', () => {
    const days = uncounted('2026-03-02', '2025-01-01');
    expect([days.length, days[0], days.at(-1)]).toEqual([30, '2026-02-01', '2026-03-02']);
  });
});

describe('the overview', () => {
  it("shows thirty days, and today's as it is now, with what they mean", async () => {
    await adminOf('adm_1');
    for (const day of ['2026-01-31', '2026-02-01', '2026-03-02']) {
      await given(
        dailyFigures.add({ ...figures(day, 5, 2), figure: 'daily-activity', countedAt: `${day}T23:59:59.999Z` }),
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
