import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lapsed } from '#lambdas/cessation/events';
import { handler as getCrisisHelp } from '#lambdas/cessation/get-crisis-help';
import { handler as getHelpNow } from '#lambdas/cessation/get-help-now';
import { handler as getRecoveryStep } from '#lambdas/cessation/get-recovery-step';
import { handler as getRecoveryTimeline } from '#lambdas/cessation/get-recovery-timeline';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { lapses } from '#lambdas/cessation/records';
import { handler } from '#lambdas/cessation/tell-lapse';
import { call, client, raised, raw, stoppedAnywhere } from '../kit/index.ts';
import { at, consenting, quitter } from './people.ts';

const me = client('cli_1');
const tell = (more: object = {}) =>
  call(handler, { as: me, body: { at: '2026-03-15T05:00:00.000Z', cigarettes: 2, trigger: 'alcohol', ...more } });

beforeEach(() => at('2026-03-15T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('a slip', () => {
  it('told by itself is kept, sealed, and counts for its day', async () => {
    await quitter('cli_1', '2026-03-01');
    const { status, body } = await tell();
    expect({ status, body }).toMatchObject({ status: 201, body: { date: '2026-03-15', cigarettes: 2 } });
    expect(await raised(lapsed)).toMatchObject([{ id: body.id, clientId: 'cli_1' }]);
    expect(JSON.stringify(await raw(lapses, body))).not.toContain('alcohol');
    await tell({ cigarettes: 1 });
    expect(await raised(lapsed)).toHaveLength(1);
    at('2026-03-16T06:00:00Z');
    const { body: summary } = await call(getSummary, { as: me });
    expect(summary).toMatchObject({
      smokeFree: { current: 0, longest: 14, total: 14, lastCigaretteAt: '2026-03-15T05:00:00.000Z' },
      cigarettesAvoided: 15 * 20 - 3,
    });
  });

  it.each([
    ['2026-03-15T06:06:00.000Z', 422],
    ['2026-02-13T06:00:00.000Z', 201],
    ['2026-02-12T06:00:00.000Z', 422],
  ])('at %s is answered %i', async (moment, status) => {
    await quitter('cli_1', '2026-03-01');
    const field = status === 422 && { body: { errors: [{ field: 'at' }] } };
    expect(await tell({ at: moment })).toMatchObject({ status, ...field });
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await quitter('cli_1', '2026-03-01');
    await stoppedAnywhere(handler, { as: me, body: { at: '2026-03-15T05:00:00.000Z', cigarettes: 2 } });
    expect(await lapses.list({ clientId: 'cli_1' })).toHaveLength(1);
  });
});

describe('the way on', () => {
  it('answers a lapse, however it was told, and is none without one', async () => {
    await quitter('cli_1', '2026-03-01');
    expect(await call(getRecoveryStep, { as: me })).toMatchObject({ status: 404 });
    await call(logDay, { as: me, params: { date: '2026-03-14' }, body: { cigarettes: 1 } });
    const byDay = (await call(getRecoveryStep, { as: me })).body;
    expect(byDay).toMatchObject({ id: 'slip-on-the-way', tool: { id: 'wait-it-out' } });
    await tell();
    expect((await call(getRecoveryStep, { as: me })).body).toMatchObject({
      id: 'stop-the-slide',
      tool: { id: 'next-one-without' },
    });
    at('2026-03-22T06:00:00Z');
    expect(await call(getRecoveryStep, { as: me })).toMatchObject({ status: 404 });
  });

  it('in the middle of a craving needs nothing told before', async () => {
    await consenting('cli_1');
    const { body } = await call(getHelpNow, { as: me, query: { trigger: 'meal', country: 'kz' } });
    expect(body.tools[0]).toMatchObject({ id: 'up-from-the-table' });
    expect(body.crisis).toMatchObject({ country: 'KZ', emergency: '112' });
  });

  it('in a crisis is shown to anybody', async () => {
    expect(await call(getCrisisHelp)).toMatchObject({ status: 200, body: { lines: [] } });
    expect(await call(getCrisisHelp, { query: { country: 'Kazakhstan' } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'country' }] },
    });
  });
});

describe('the recovery timeline', () => {
  it('runs from the last cigarette', async () => {
    await quitter('cli_1', '2026-03-15');
    const since = async () => (await call(getRecoveryTimeline, { as: me })).body.since;
    expect(await since()).toBe('2026-03-14T19:00:00.000Z');
    await tell();
    expect(await since()).toBe('2026-03-15T05:00:00.000Z');
    await call(logDay, { as: me, params: { date: '2026-03-15' }, body: { cigarettes: 5 } });
    expect(await since()).toBeUndefined(); // there may be another before midnight
    at('2026-03-15T19:00:00Z');
    expect(await since()).toBe('2026-03-15T19:00:00.000Z');
  });

  it('has not begun for somebody who told nothing', async () => {
    await consenting('cli_1');
    const { status, body } = await call(getRecoveryTimeline, { as: me });
    expect({ status, since: body.since }).toEqual({ status: 200, since: undefined });
  });
});
