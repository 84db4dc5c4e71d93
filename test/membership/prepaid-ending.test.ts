import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as remind } from '#lambdas/membership/every-day-remind';
import { handler as grant } from '#lambdas/membership/grant-membership';
import { endings, subscriptions } from '#lambdas/membership/records';
import { admin, call, given, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as ahead from './ahead.ts';

let on: Awaited<ReturnType<typeof ahead.begins>>;
beforeEach(async () => void (on = await ahead.begins()));
afterEach(() => void vi.useRealTimers());

const personId = 'cli_1';
const left = async (entity: string) => (await rows()).filter((row) => row['entity'] === entity).length;
const gives = (until: string) =>
  call(grant, { as: admin('adm_1'), key: until, body: { personId, plan: 'premium', until } });

describe('before what was paid ahead ends, its member', () => {
  it('is told a week and a day before, once each', async () => {
    await on.pays();
    for (const day of ['02', '03', '03', '04', '08', '09', '09', '10', '11', '12', '13'])
      await ahead.ticks(`2026-04-${day}`);
    expect(await ahead.told()).toEqual(['2026-04-10 on 2026-04-03', '2026-04-10 on 2026-04-09']);
    expect(await left(endings.name)).toBe(0);
  });

  it('is told later where ticks did not come', async () => {
    await on.pays();
    await ahead.ticks('2026-04-06');
    await ahead.ticks('2026-04-12');
    expect(await ahead.told()).toEqual(['2026-04-10 on 2026-04-06', '2026-04-10 on 2026-04-12']);
  });

  it('is told nothing of an end before which they have paid further', async () => {
    await on.pays();
    await ahead.ticks('2026-04-03');
    await on.pays();
    for (const day of ['04-09', '04-11', '05-02', '05-03', '05-09']) await ahead.ticks(`2026-${day}`);
    const ofTheLast = ['2026-05-10 on 2026-05-03', '2026-05-10 on 2026-05-09'];
    expect(await ahead.told()).toEqual(['2026-04-10 on 2026-04-03', ...ofTheLast]);
  });

  it('is told nothing where a subscription or an admin’s gift goes on', async () => {
    await on.pays();
    await gives('2026-04-11T00:00:00.000Z');
    for (const day of ['03', '04', '09', '10']) await ahead.ticks(`2026-04-${day}`);
    expect(await ahead.told()).toEqual([]);
  });

  it('is told nothing while a subscription runs, and is once it has ended', async () => {
    await on.pays();
    const known = { personId, payerRef: 'cus_1', ref: 'sub_1' };
    await given(subscriptions.add({ ...known, status: 'active' }));
    await ahead.ticks('2026-04-03');
    expect(await ahead.told()).toEqual([]);
    const running = (await subscriptions.get({ personId }))!;
    await given(subscriptions.change(running, { status: 'ended' }));
    await ahead.ticks('2026-04-04');
    expect(await ahead.told()).toEqual(['2026-04-10 on 2026-04-04']);
  });

  it('is told of the end to which a refund has brought it', async () => {
    const id = await on.pays();
    await on.pays();
    await ahead.ticks('2026-04-03');
    await ahead.givesBack(id);
    await ahead.follows();
    expect((await ahead.mine()).until).toBe('2026-04-09T06:00:00.000Z');
    for (const day of ['04', '08', '09']) await ahead.ticks(`2026-04-${day}`);
    expect(await ahead.told()).toEqual(['2026-04-09 on 2026-04-04', '2026-04-09 on 2026-04-08']);
  });

  it('is told once, wherever the tick is stopped', async () => {
    await on.pays();
    ahead.at('2026-04-03T04:00:00.000Z');
    expect(await stoppedAnywhere(remind, { at: '2026-04-03T04:00:00.000Z' })).toBeGreaterThan(20);
    expect(await ahead.told()).toEqual(['2026-04-10 on 2026-04-03']);
  });
});
