import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lapsed } from '#lambdas/cessation/events';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { handler } from '#lambdas/cessation/log-day';
import { dayLogs } from '#lambdas/cessation/records';
import { call, client, raised, raw, stoppedAnywhere } from '../kit/index.ts';
import { at, consenting, quitter } from './people.ts';

const me = client('cli_1');
const put = (date: string, body: object = { cigarettes: 0 }) => call(handler, { as: me, params: { date }, body });
const summary = async () => (await call(getSummary, { as: me })).body;

beforeEach(() => at('2026-03-15T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('a day', () => {
  it('is kept, sealed, and marked if it was over', async () => {
    await quitter('cli_1', '2026-03-10');
    const told = { cigarettes: 0, mood: 4, craving: 6 };
    expect(await put('2026-03-15', told)).toMatchObject({
      status: 200,
      body: { ...told, date: '2026-03-15', backDated: false },
    });
    expect(await put('2026-03-14', told)).toMatchObject({ status: 200, body: { backDated: true } });
    const row = await raw(dayLogs, { clientId: 'cli_1', date: '2026-03-15' });
    for (const field of Object.keys(told)) expect(Object.keys(row?.['data'])).not.toContain(field);
    expect(await raised(lapsed)).toEqual([]);
  });

  it('is one, however often it is told', async () => {
    await quitter('cli_1', '2026-03-10');
    const first = await put('2026-03-14', { cigarettes: 3, mood: 2 });
    at('2026-03-16T06:00:00Z');
    expect((await put('2026-03-14', { cigarettes: 3, mood: 2 })).body).toEqual(first.body);
    expect((await dayLogs.get({ clientId: 'cli_1', date: '2026-03-14' }))?.version).toBe(1);
    expect((await put('2026-03-14', { cigarettes: 1 })).body).toEqual({
      ...first.body,
      cigarettes: 1,
      mood: undefined,
    });
    expect(await dayLogs.list({ clientId: 'cli_1' })).toHaveLength(1);
  });

  it.each([
    ['2026-03-16', 422],
    ['2026-03-15', 200],
    ['2026-02-13', 200],
    ['2026-02-12', 422],
  ])('of %s, by the calendar of the client, is answered %i', async (date, status) => {
    await quitter('cli_1', '2026-03-10');
    at('2026-03-14T19:30:00Z'); // the fifteenth in Almaty
    expect(await put(date)).toMatchObject({ status, ...(status === 422 && { body: { errors: [{ field: 'date' }] } }) });
  });

  it('waits for the profile or the plan, and for consent', async () => {
    expect(await put('2026-03-15')).toMatchObject({ status: 403 });
    await consenting('cli_1');
    expect(await put('2026-03-15')).toMatchObject({ status: 409, body: { type: '/problems/profile_first' } });
  });

  it('with a cigarette since the quit date is a lapse, once a day', async () => {
    await quitter('cli_1', '2026-03-10');
    await put('2026-03-09', { cigarettes: 5 });
    expect(await raised(lapsed)).toEqual([]);
    const { body } = await put('2026-03-13', { cigarettes: 2 });
    await put('2026-03-13', { cigarettes: 3 });
    expect(await raised(lapsed)).toEqual([{ id: body.id, clientId: 'cli_1', at: '2026-03-15T06:00:00.000Z' }]);
    expect(await summary()).toMatchObject({
      smokeFree: { current: 1, longest: 3, total: 4 },
      cigarettesAvoided: 5 * 20 - 3,
      moneySaved: [{ amountMinor: 97 * 4_000, currency: 'KZT' }],
    });
  });

  it('with a cigarette today ends the run at once, and counts when it is over', async () => {
    await quitter('cli_1', '2026-03-10');
    await put('2026-03-15', { cigarettes: 1 });
    expect(await summary()).toMatchObject({ smokeFree: { current: 0, longest: 5, total: 5 }, cigarettesAvoided: 100 });
    at('2026-03-16T06:00:00Z');
    expect(await summary()).toMatchObject({ smokeFree: { current: 0, longest: 5, total: 5 }, cigarettesAvoided: 119 });
  });

  it('told at the same time as another, both count', async () => {
    await quitter('cli_1', '2026-03-10');
    const both = await Promise.all([put('2026-03-11', { cigarettes: 1 }), put('2026-03-13', { cigarettes: 1 })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await summary()).toMatchObject({ logs: 2, smokeFree: { current: 1, longest: 1, total: 3 } });
  });

  it('told twice at the same time is one', async () => {
    await quitter('cli_1', '2026-03-10');
    const both = await Promise.all([1, 2].map(() => put('2026-03-11', { cigarettes: 1 })));
    expect(both[0]).toMatchObject({ status: 200 });
    expect(both[1]?.body).toEqual(both[0]?.body);
    expect(await raised(lapsed)).toHaveLength(1);
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await quitter('cli_1', '2026-03-10');
    await stoppedAnywhere(handler, { as: me, params: { date: '2026-03-14' }, body: { cigarettes: 2 } });
    expect(await raised(lapsed)).toHaveLength(1);
  });
});
