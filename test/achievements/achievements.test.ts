import { afterEach, expect, it, vi } from 'vitest';
import { unlocked } from '#lambdas/achievements/events';
import { handler as list } from '#lambdas/achievements/list-achievements';
import { handler } from '#lambdas/achievements/on-standing-moved';
import { shelves } from '#lambdas/achievements/records';
import { standingMoved } from '#lambdas/cessation/events';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { at, quitter, ZONE } from '../cessation/people.ts';
import { call, client, deliver, enrolled, erase, raised, stoppedAnywhere } from '../kit/index.ts';

const moved = (clientId = 'cli_1', id = 'day_1') =>
  standingMoved.raise({ id, clientId, at: '2026-01-12T09:00:00.000Z' });
const held = async (personId = 'cli_1') =>
  (await shelves.get({ personId }))?.unlocked.map(({ achievement }) => achievement) ?? [];
const smoked = (date: string, cigarettes: number) =>
  call(logDay, { as: client('cli_1'), params: { date }, body: { cigarettes } });
const WEEK = ['smoke-free-24-hours', 'smoke-free-3-days', 'smoke-free-1-week'];

/** Smoke-free for eight days and a bit. */
async function eightDays(): Promise<void> {
  at('2026-01-04T09:00:00Z');
  await quitter('cli_1', '2026-01-04', { zone: ZONE });
  at('2026-01-12T09:00:00Z');
}
afterEach(() => void vi.useRealTimers());

it('unlocks what somebody has come to, and shows it beside what is still ahead', async () => {
  await eightDays();
  await deliver(handler, moved());
  expect(await held()).toEqual([...WEEK, 'cigarettes-avoided-100']);
  const { status, body } = await call(list, { as: client('cli_1') });
  expect(status).toBe(200);
  const found = (name: string) => body.items.find(({ achievement }) => achievement === name);
  expect(found('smoke-free-1-week')).toMatchObject({ unlockedAt: '2026-01-12T09:00:00.000Z' });
  expect(found('smoke-free-2-weeks')?.progress).toEqual({ value: 8, target: 14, unit: 'days' });
  expect(found('money-saved-a-little')?.progress).toEqual({
    value: 640_000,
    target: 2_500_000,
    unit: 'money',
    currency: 'KZT',
  });
  expect(await raised(unlocked)).toHaveLength(4);
  expect(await raised(unlocked)).toContainEqual({
    id: expect.stringMatching(/^ach_/),
    personId: 'cli_1',
    achievement: 'smoke-free-1-week',
    at: '2026-01-12T09:00:00.000Z',
  });
});

it('unlocks once, when two listeners hear of it at the same moment', async () => {
  await eightDays();
  await Promise.all(['day_1', 'crv_1'].map((id) => deliver(handler, moved('cli_1', id))));
  expect(await held()).toEqual([...WEEK, 'cigarettes-avoided-100']);
  expect(await raised(unlocked)).toHaveLength(4);
  at('2026-01-18T09:00:00Z');
  await Promise.all(['day_2', 'crv_2', 'day_3'].map((id) => deliver(handler, moved('cli_1', id))));
  expect(await held()).toEqual([...WEEK, 'cigarettes-avoided-100', 'smoke-free-2-weeks']);
  expect(await raised(unlocked)).toHaveLength(5);
});

it('keeps what was unlocked, after a lapse and a correction, and unlocks it no second time', async () => {
  await eightDays();
  const events = [moved(), moved('cli_1', 'crv_1')];
  for (const event of [...events, ...events.toReversed()]) await deliver(handler, event);
  await smoked('2026-01-05', 40); // told late: there was no such week
  await deliver(handler, moved('cli_1', 'day_2'));
  expect(await held()).toEqual([...WEEK, 'cigarettes-avoided-100', 'first-log', 'came-back']);
  expect(await raised(unlocked)).toHaveLength(6);
  const { body } = await call(list, { as: client('cli_1') });
  const week = body.items.find(({ achievement }) => achievement === 'smoke-free-1-week');
  expect(week).toEqual({ achievement: 'smoke-free-1-week', title: expect.any(String), unlockedAt: expect.any(String) });
});

it('unlocks nothing for somebody of whom nothing is known, or who was erased', async () => {
  await deliver(handler, moved('cli_9'));
  expect(await held('cli_9')).toEqual([]);
  await enrolled('cli_9', { roles: ['client'] });
  const { body } = await call(list, { as: client('cli_9') });
  expect(body.items.length).toBeGreaterThan(20);
  expect(body.items.filter(({ unlockedAt, progress }) => unlockedAt ?? progress)).toEqual([]);
  await eightDays();
  await erase('cli_1');
  await deliver(handler, moved());
  expect(await held()).toEqual([]);
});

it('is all there or not at all, wherever it is stopped', async () => {
  await eightDays();
  await stoppedAnywhere(handler, moved());
  expect(await raised(unlocked)).toHaveLength(4);
});
