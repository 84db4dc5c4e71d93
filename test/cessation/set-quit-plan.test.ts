import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { attempts } from '#lambdas/cessation/records';
import { handler } from '#lambdas/cessation/set-quit-plan';
import { call, client, raw, stoppedAnywhere } from '../kit/index.ts';
import { at, consenting, quitter, ZONE } from './people.ts';

const me = client('cli_1');
const plan = (quitDate: string, more = {}) => ({ quitDate, zone: ZONE, method: 'abrupt', ...more });
const put = (body: object) => call(handler, { as: me, body });
const summary = async () => (await call(getSummary, { as: me })).body;

beforeEach(() => at('2026-03-15T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('the quit plan', () => {
  it('begins an attempt, and moves it when told again', async () => {
    await consenting('cli_1');
    const first = await put(plan('2026-03-20'));
    expect(first).toMatchObject({ status: 200, body: { status: 'running', quitDate: '2026-03-20', method: 'abrupt' } });
    at('2026-03-16T06:00:00Z');
    const second = await put(plan('2026-03-25', { method: 'gradual' }));
    expect(second).toMatchObject({
      status: 200,
      body: { id: first.body.id, quitDate: '2026-03-25', method: 'gradual' },
    });
    expect(await attempts.list({ clientId: 'cli_1' })).toHaveLength(1);
    const row = JSON.stringify(await raw(attempts, second.body));
    for (const told of ['2026-03-25', 'gradual', 'running']) expect(row).not.toContain(told);
  });

  it('is one attempt, however many begin it at once', async () => {
    await consenting('cli_1');
    const both = await Promise.all(['2026-03-20', '2026-03-21'].map((day) => put(plan(day))));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await attempts.list({ clientId: 'cli_1' })).toHaveLength(1);
    expect((await summary()).quitDate).toBe((await attempts.latest({ clientId: 'cli_1' }))?.quitDate);
  });

  it.each([
    ['2026-02-12', 422],
    ['2026-02-13', 200],
    ['2026-06-13', 200],
    ['2026-06-14', 422],
  ])('a quit date of %s, by the calendar of the zone told, is answered %i', async (quitDate, status) => {
    await consenting('cli_1');
    at('2026-03-14T19:30:00Z'); // the fifteenth in Almaty
    expect(await put(plan(quitDate))).toMatchObject({
      status,
      ...(status === 422 && { body: { errors: [{ field: 'quitDate' }] } }),
    });
  });

  it('counts anew from a quit date that moves', async () => {
    const free = async () => (await summary()).smokeFree;
    await quitter('cli_1', '2026-03-05');
    await call(logDay, { as: me, params: { date: '2026-03-08' }, body: { cigarettes: 4 } });
    expect(await free()).toMatchObject({ current: 6, longest: 6, total: 9, since: '2026-03-05' });
    await put(plan('2026-03-12'));
    expect(await free()).toMatchObject({ current: 3, longest: 3, total: 3, since: '2026-03-12' });
    await put(plan('2026-03-05'));
    expect(await free()).toMatchObject({ current: 6, longest: 6, total: 9, since: '2026-03-05' });
    await put(plan('2026-03-16'));
    expect(await summary()).toMatchObject({ quitDate: '2026-03-16', abstinence: {} });
    expect(await free()).toBeUndefined();
  });

  it('does not begin with a relapse', async () => {
    await quitter('cli_1', '2026-03-14');
    for (const day of [6, 7, 8, 9, 10, 11, 12]) {
      const date = `2026-03-${String(day).padStart(2, '0')}`;
      await call(logDay, { as: me, params: { date }, body: { cigarettes: 9 } });
    }
    expect(await put(plan('2026-03-06'))).toMatchObject({ status: 422, body: { errors: [{ field: 'quitDate' }] } });
    expect(await put(plan('2026-03-07'))).toMatchObject({ status: 200 });
  });

  it('stands once more than thirty days were counted from it', async () => {
    await quitter('cli_1', '2026-03-15');
    at('2026-04-15T06:00:00Z');
    expect(await put(plan('2026-04-20'))).toMatchObject({ status: 409, body: { type: '/problems/quit_date_stands' } });
    expect(await put(plan('2026-03-15', { method: 'gradual' }))).toMatchObject({
      status: 200,
      body: { method: 'gradual' },
    });
    expect((await summary()).smokeFree).toMatchObject({ current: 31 });
  });

  it('is not taken without consent', async () => {
    expect(await put(plan('2026-03-20'))).toMatchObject({ status: 403 });
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await consenting('cli_1');
    await stoppedAnywhere(handler, { as: me, body: plan('2026-03-20') });
    expect(await attempts.list({ clientId: 'cli_1' })).toHaveLength(1);
  });
});
