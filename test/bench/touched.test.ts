import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { lapsed } from '#lambdas/cessation/events';
import { cravings, nights, progresses } from '#lambdas/cessation/records';
import { db, tables } from '#shared/table/client';
import { commit, idsFrom } from '#shared/table/commit';
import { forgetKeys } from '#shared/table/seal';
import { lived } from '../../bench/histories.ts';
import { rowsOf, storeRows } from '../../bench/store.ts';
import { touched } from '../../bench/touched.ts';
import { ZONE } from '../cessation/people.ts';

const now = new Date('2026-03-15T06:00:00Z');
const { progress } = lived({ clientId: 'cli_1', zone: ZONE, days: 40 }, now);
/** More than a kilobyte, however it is pressed. */
const newId = idsFrom();
const spans = Array.from({ length: 60 }, () => ({ ...progress.spans[0]!, id: newId('att') }));
/** More than are stored at a time. */
const minutes = Array.from({ length: 30 }, (_, minute) => 10 + minute);
const craving = (minute: number) => ({
  id: `crv_${minute}`,
  clientId: 'cli_1',
  at: `2026-03-15T06:${minute}:00.000Z`,
  trigger: 'coffee' as const,
  intensity: 7,
  smoked: false,
});

beforeEach(async () =>
  storeRows(
    await rowsOf([progresses.add({ ...progress, spans }), ...minutes.map((minute) => cravings.add(craving(minute)))]),
  ),
);

describe('what is touched', () => {
  it('of what is read: each item of a query, and one by name, be it there or not', async () => {
    forgetKeys();
    const all = await touched(async () => {
      await cravings.list({ clientId: 'cli_1' });
      await cravings.latest({ clientId: 'cli_1' });
      await progresses.get({ clientId: 'cli_2' });
    });
    expect(all).toEqual([
      { how: 'read', what: 'QUIT', whose: 'cli_1', items: 30, units: 0 },
      { how: 'read', what: 'KEY', whose: 'cli_1', items: 1, units: 0 },
      { how: 'read', what: 'QUIT', whose: 'cli_1', items: 1, units: 0 },
      { how: 'read', what: 'QUIT', whose: 'cli_2', items: 1, units: 0 },
    ]);
  });

  it('of what is written: each item and what it costs, by the larger of before and after', async () => {
    const all = await touched(async () => {
      const read = await progresses.get({ clientId: 'cli_1' });
      const [slot, hour] = ['2026-03-15.1', '2026-03-15T19:00:00.000Z'];
      await commit(idsFrom(), [
        progresses.change(read!, { spans: [] }),
        nights.set({ slot, hour, clientId: 'cli_1', expiresAt: hour }),
        lapsed.raise({ id: 'crv_1', clientId: 'cli_1', at: hour }),
      ]);
    });
    expect(all.filter(({ how }) => how === 'written')).toMatchObject([
      { what: 'progress', whose: 'cli_1', items: 1, units: 4 },
      { what: 'night', whose: '2026-03-15.1', items: 1, units: 2 },
      { what: 'outbox', items: 1, units: 2 },
    ]);
  });

  it('is nothing once it is over, whatever became of it', async () => {
    const { send } = db;
    await expect(touched(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(db.send).toBe(send);
  });

  it('is not guessed at', async () => {
    const remove = touched(async () => {
      const [kept] = await cravings.list({ clientId: 'cli_1' });
      await commit(idsFrom(), [cravings.remove(kept!)]);
    });
    await expect(remove).rejects.toThrow('Not a put');
    const update = new UpdateCommand({
      TableName: tables.items,
      Key: { pk: 'A#', sk: 'A#' },
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': 1 },
    });
    await expect(touched(() => db.send(update))).rejects.toThrow('Neither');
  });
});
