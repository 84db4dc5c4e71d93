import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { relapsed } from '#lambdas/cessation/events';
import { handler as getQuitPlan } from '#lambdas/cessation/get-quit-plan';
import { handler as getStrategy } from '#lambdas/cessation/get-strategy';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { handler as giveUpAttempt } from '#lambdas/cessation/give-up-attempt';
import { handler as listAttempts } from '#lambdas/cessation/list-attempts';
import { handler as logCraving } from '#lambdas/cessation/log-craving';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { handler as setQuitPlan } from '#lambdas/cessation/set-quit-plan';
import { handler as setSmokingProfile } from '#lambdas/cessation/set-smoking-profile';
import { grants } from '#shared/table/grants';
import { dayAfter } from '#shared/time';
import { call, client, given, raised } from '../kit/index.ts';
import { at, consenting, habits, profile, quitter, ZONE } from './people.ts';

const me = client('cli_1');
const log = (date: string, cigarettes: number) => call(logDay, { as: me, params: { date }, body: { cigarettes } });
const plan = (quitDate: string, method = 'abrupt') =>
  call(setQuitPlan, { as: me, body: { quitDate, zone: ZONE, method } });
const attempts = async () => (await call(listAttempts, { as: me })).body.items;
const summary = async () => (await call(getSummary, { as: me })).body;

beforeEach(() => at('2026-03-15T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('seven smoking days on end', () => {
  it('are a relapse; another attempt begins, and the one before reads as it did', async () => {
    await quitter('cli_1', '2026-03-01');
    for (let day = 6; day <= 12; day += 1) await log(`2026-03-${String(day).padStart(2, '0')}`, 4);
    const [first] = await attempts();
    expect(first).toMatchObject({ status: 'relapsed', endedOn: '2026-03-12' });
    expect(await raised(relapsed)).toEqual([
      { clientId: 'cli_1', attemptId: first!.id, at: '2026-03-15T06:00:00.000Z' },
    ]);
    // The days after it are as they were before the attempt.
    expect(await summary()).toMatchObject({ smokeFree: { current: 0, longest: 5, total: 5 } });
    expect(await plan('2026-03-12')).toMatchObject({ status: 422, body: { errors: [{ field: 'quitDate' }] } });
    at('2026-03-15T06:01:00Z');
    const begun = await plan('2026-03-16');
    expect(begun).toMatchObject({ status: 200, body: { status: 'running' } });
    expect(begun.body.id).not.toBe(first!.id);
    expect(await attempts()).toEqual([begun.body, first]);
    at('2026-03-20T06:00:00Z');
    await log('2026-03-09', 0); // told late, but another attempt has begun
    expect((await attempts())[1]).toEqual(first);
    expect(await summary()).toMatchObject({ smokeFree: { current: 4, longest: 5, total: 10, since: '2026-03-01' } });
  });

  it('are none any more when one of them is told otherwise, and in whatever order they are told', async () => {
    await quitter('cli_1', '2026-03-01');
    for (const day of [12, 6, 10, 8, 7, 11]) await log(`2026-03-${String(day).padStart(2, '0')}`, 2);
    expect(await attempts()).toMatchObject([{ status: 'running' }]);
    await log('2026-03-09', 2);
    expect(await attempts()).toMatchObject([{ status: 'relapsed', endedOn: '2026-03-12' }]);
    await log('2026-03-09', 0);
    expect(await attempts()).toMatchObject([{ status: 'running' }]);
    expect((await attempts())[0]).not.toHaveProperty('endedOn');
  });

  it('are not made by a day of which nothing was told, nor unmade', async () => {
    await quitter('cli_1', '2026-03-01');
    for (const day of ['03', '05', '07', '08', '10', '12']) await log(`2026-03-${day}`, 1);
    expect(await attempts()).toMatchObject([{ status: 'running' }]);
    await log('2026-03-14', 1);
    expect(await attempts()).toMatchObject([{ status: 'relapsed', endedOn: '2026-03-14' }]);
  });
});

describe('an attempt that is given up', () => {
  it('has ended, and keeps what was achieved', async () => {
    await quitter('cli_1', '2026-03-01');
    expect(await call(giveUpAttempt, { as: me })).toMatchObject({
      status: 200,
      body: { status: 'stopped', endedOn: '2026-03-15' },
    });
    expect(await call(giveUpAttempt, { as: me })).toMatchObject({ status: 409 });
    at('2026-03-25T06:00:00Z');
    expect(await summary()).toMatchObject({
      smokeFree: { current: 0, longest: 15, total: 15 },
      cigarettesAvoided: 300,
    });
  });

  it('before its quit date, leaves no trace in the figures', async () => {
    await quitter('cli_1', '2026-03-20');
    await call(giveUpAttempt, { as: me });
    at('2026-04-25T06:00:00Z');
    expect(await summary()).toMatchObject({ cigarettesAvoided: 0 });
    expect((await summary()).smokeFree).toBeUndefined();
  });
});

describe('the quit plan, as it is shown', () => {
  it('has its stage, its targets and the strategy that everybody gets', async () => {
    await quitter('cli_1', '2026-03-20');
    await plan('2026-03-20', 'gradual');
    const { body } = await call(getQuitPlan, { as: me });
    expect(body).toMatchObject({ attempt: { quitDate: '2026-03-20' }, stage: { stage: 'preparation' } });
    expect(body.targets).toEqual(
      [20, 16, 12, 8, 4, 0].map((cigarettes, day) => ({ date: dayAfter('2026-03-15', day), cigarettes })),
    );
    expect(body.strategy!.lines.length).toBeGreaterThan(5);
    expect(new Set(body.strategy!.lines.map(({ kind }) => kind))).toEqual(new Set(['basic']));
    expect(body.personal).toMatchObject({ feature: 'personal-strategy', plan: 'premium' });
  });

  it('with Premium, draws on the triggers and the history that were told', async () => {
    await consenting('cli_1');
    const earlierAttempts = { count: 2, longestDays: 40, broughtBack: 'alcohol' };
    await call(setSmokingProfile, { as: me, body: { ...profile, habits, earlierAttempts } });
    const craving = { at: '2026-03-14T06:00:00.000Z', intensity: 5, smoked: false };
    for (const trigger of ['coffee', 'stress', 'coffee'])
      await call(logCraving, { as: me, body: { ...craving, trigger } });
    await plan('2026-03-20');
    expect(await call(getStrategy, { as: me })).toMatchObject({
      status: 403,
      body: { feature: 'personal-strategy', plan: 'premium', upgrade: '/v1/membership-plans' },
    });
    const basic = (await call(getQuitPlan, { as: me })).body;
    await given(grants.add({ personId: 'cli_1', kind: 'entitlement', name: 'personal-strategy', since: craving.at }));
    const { lines } = (await call(getStrategy, { as: me })).body;
    expect(lines.length - basic.strategy!.lines.length).toBe(basic.personal!.lines);
    const reasons = lines.filter(({ kind }) => kind === 'personal').flatMap(({ because }) => because);
    expect(reasons).toContainEqual(expect.objectContaining({ input: 'triggers', value: ['coffee', 'stress'] }));
    expect(reasons).toContainEqual(expect.objectContaining({ input: 'broughtBack', value: 'alcohol' }));
  });

  it('is made anew when the profile is told again', async () => {
    await quitter('cli_1', '2026-03-20');
    const reasons = async () =>
      (await call(getQuitPlan, { as: me })).body.strategy!.lines.flatMap(({ because }) => because);
    expect(await reasons()).toContainEqual(expect.objectContaining({ input: 'cigarettesADay', value: 20 }));
    await call(setSmokingProfile, { as: me, body: { ...profile, cigarettesADay: 8 } });
    expect(await reasons()).toContainEqual(expect.objectContaining({ input: 'cigarettesADay', value: 8 }));
  });
});
