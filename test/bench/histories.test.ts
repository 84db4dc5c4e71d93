import { afterEach, describe, expect, it, vi } from 'vitest';
import { tallied } from '#lambdas/cessation/domain/progress';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { dayLogs, progresses } from '#lambdas/cessation/records';
import { dayAfter } from '#shared/time';
import { lived } from '../../bench/histories.ts';
import { at, quitter, ZONE } from '../cessation/people.ts';
import { call, client } from '../kit/index.ts';

afterEach(() => void vi.useRealTimers());

describe('a history', () => {
  it('is what telling each day leaves behind', async () => {
    at('2026-03-01T03:00:00Z');
    await quitter('cli_1', '2026-03-01');
    for (let day = 0; day < 40; day += 1) {
      const date = dayAfter('2026-03-01', day);
      at(`${date}T16:00:00Z`);
      await call(logDay, { as: client('cli_1'), params: { date }, body: { cigarettes: day % 5 === 3 ? 2 : 0 } });
    }
    const now = new Date('2026-04-10T03:00:00Z');
    const { progress, logs } = lived(
      { clientId: 'cli_1', zone: ZONE, days: 40, cigarettesOn: (day) => (day % 5 === 3 ? 2 : 0) },
      now,
    );
    const told = await progresses.get({ clientId: 'cli_1' });
    expect(told).toMatchObject({ days: progress.days, settled: progress.settled, since: progress.since });
    const plain = (all: typeof logs) => all.map(({ date, cigarettes, backDated }) => ({ date, cigarettes, backDated }));
    expect(plain(await dayLogs.list({ clientId: 'cli_1' }))).toEqual(plain(logs));
  });

  it('of ten years is whole: every day told, all that can be open is, five prices, never back', () => {
    const { progress, logs } = lived({ clientId: 'cli_1', zone: ZONE, days: 3_650 }, new Date('2026-03-15T06:00:00Z'));
    expect(logs).toHaveLength(3_650);
    expect([logs[0]?.date, logs.at(-1)?.date]).toEqual([dayAfter('2026-03-15', -3_650), '2026-03-14']);
    expect(progress.days).toHaveLength(33);
    expect(progress.smoking?.packs).toHaveLength(5);
    const { logs: counted, longest, course } = tallied(progress, '2026-03-14');
    expect({ counted, longest, isBack: course.isBack, relapsedOn: course.relapsedOn }).toEqual({
      counted: 3_650,
      longest: 22,
      isBack: false,
      relapsedOn: undefined,
    });
  });
});
