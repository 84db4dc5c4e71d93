import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { activeIn, activeOn, activeSoFar, activeToday, SHARDS } from '#shared/table/active';
import { given } from '../kit/index.ts';
import { watched } from '../kit/wire.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
const active = (person: string, since: string, at: string) => given(activeToday({ person, since }, new Date(at))!);
const names = (found: readonly { person: string }[]) => found.map(({ person }) => person).sort();
const calls = async (act: () => Promise<unknown>) => {
  let count = 0;
  await watched((_, go) => {
    count += 1;
    return go();
  }, act);
  return count;
};

beforeEach(() => clock('2026-03-03T09:00:00Z'));
afterEach(() => void vi.useRealTimers());

it('finds those who signed up on one day without the others', async () => {
  const people = Array.from({ length: 12 }, (_, index) => `per_${index}`);
  for (const [index, person] of people.entries())
    await active(person, index % 3 === 0 ? '2026-03-01' : '2026-03-02', '2026-03-03T08:00:00Z');
  expect(names(await activeOn('2026-03-03'))).toEqual([...people].sort());
  expect(names(await activeOn('2026-03-03', '2026-03-01'))).toEqual(['per_0', 'per_3', 'per_6', 'per_9']);
  expect(await activeOn('2026-03-03', '2026-03-03')).toEqual([]);
});

it('has everybody in one shard, whatever the day', async () => {
  for (const day of ['2026-03-02', '2026-03-03']) await active('per_1', '2026-03-02', `${day}T08:00:00Z`);
  const found = await Promise.all(
    SHARDS.map(async (shard) => [
      (await activeIn(shard, '2026-03-02')).length,
      (await activeIn(shard, '2026-03-03')).length,
    ]),
  );
  expect(found.filter(([one, other]) => one || other)).toEqual([[1, 1]]);
});

it('counts today once a minute, however many ask', async () => {
  await active('per_1', '2026-03-03', '2026-03-03T08:00:00Z');
  const look = () => activeSoFar(new Date());
  expect(await calls(() => Promise.all([look(), look(), look()]))).toBe(SHARDS.length);
  await active('per_2', '2026-03-03', '2026-03-03T09:00:01Z');
  clock('2026-03-03T09:00:59.999Z');
  expect(names(await look())).toEqual(['per_1']);
  clock('2026-03-03T09:01:00Z');
  expect(names(await look())).toEqual(['per_1', 'per_2']);
  clock('2026-03-04T00:00:00Z');
  expect(await look()).toEqual([]);
});

it('keeps no answer that it did not get', async () => {
  await active('per_1', '2026-03-03', '2026-03-03T08:00:00Z');
  const broken = watched(
    () => Promise.reject(new Error('away')),
    () => activeSoFar(new Date()),
  );
  await expect(broken).rejects.toThrow();
  expect(names(await activeSoFar(new Date()))).toEqual(['per_1']);
});
