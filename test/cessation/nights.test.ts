import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as answerFollowUp } from '#lambdas/cessation/answer-follow-up';
import { handler as closeDays } from '#lambdas/cessation/close-days';
import { followUpDue, outcomeSettled, quitAchieved, standingChanged, standingMoved } from '#lambdas/cessation/events';
import { handler as everyHourCloseDays } from '#lambdas/cessation/every-hour-close-days';
import { handler as listFollowUps } from '#lambdas/cessation/list-follow-ups';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { closeDays as queue } from '#lambdas/cessation/queues';
import { attempts, dayScores, deaths, nights } from '#lambdas/cessation/records';
import { days, hours } from '#shared/time';
import { call, client, given, openQueue, raised, sent, tick, work } from '../kit/index.ts';
import { at, quitter } from './people.ts';

const me = client('cli_1');
const log = (id: string, date: string, cigarettes = 0) =>
  call(logDay, { as: client(id), params: { date }, body: { cigarettes } });
/** The job, as the scheduler calls it: five minutes past the hour. */
async function run(moment: string): Promise<void> {
  at(moment);
  await tick(everyHourCloseDays, moment);
}
/** Every hour from one moment to another. */
async function nightsUntil(end: string): Promise<void> {
  for (let moment = Date.now() + hours(1); moment <= Date.parse(end); moment += hours(1)) {
    await run(`${new Date(moment).toISOString().slice(0, 13)}:05:00.000Z`);
  }
}
const followUps = async () => (await call(listFollowUps, { as: me })).body.items;
const answer = { smokedLast7Days: false, smokedLast30Days: false, cigarettesSinceGrace: 0, wasBack: false };

beforeEach(() => at('2026-03-15T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('the nightly job', () => {
  it('looks at whoever told something when their own day has ended, and at nobody else', async () => {
    await quitter('cli_1', '2026-03-10'); // in Almaty, five hours ahead
    await quitter('cli_2', '2026-03-10', { zone: 'America/New_York' });
    await quitter('cli_3', '2026-03-10');
    await log('cli_1', '2026-03-15');
    await log('cli_2', '2026-03-14');
    await run('2026-03-15T18:05:00.000Z');
    expect(await raised(standingMoved)).toHaveLength(2);
    await run('2026-03-15T19:05:00.000Z');
    const scored = async (id: string) => (await dayScores.list({ clientId: id })).map(({ date }) => date);
    expect(await scored('cli_1')).toEqual(['2026-03-15']);
    expect(await scored('cli_2')).toEqual([]);
    await run('2026-03-16T04:05:00.000Z'); // midnight in New York, where summer time has come
    expect(await scored('cli_2')).toEqual(['2026-03-15']);
  });

  it('changes nothing when it comes twice, late or in two at once', async () => {
    await quitter('cli_1', '2026-03-10');
    await log('cli_1', '2026-03-15');
    at('2026-03-16T07:30:00Z');
    const late = '2026-03-16T07:05:00.000Z';
    await Promise.all([tick(everyHourCloseDays, late), tick(everyHourCloseDays, late)]);
    await tick(everyHourCloseDays, late);
    await tick(everyHourCloseDays, '2026-03-15T19:05:00.000Z'); // a tick that lost its way
    expect(await raised(standingChanged)).toHaveLength(1);
    expect(await dayScores.list({ clientId: 'cli_1' })).toHaveLength(1);
  });

  it('tells of what somebody adds to the figures, each time only by how much it differs', async () => {
    await quitter('cli_1', '2026-03-10');
    for (let day = 15; day < 26; day += 1) {
      at(`2026-03-${day}T06:00:00Z`);
      await log('cli_1', `2026-03-${day}`, day === 16 ? 3 : 0);
      await nightsUntil(`2026-03-${day}T20:30:00Z`);
    }
    const changes = await raised(standingChanged);
    const sum = (figure: 'people' | 'logs' | 'cigarettesAvoided' | 'measured') =>
      changes.reduce((total, change) => total + change[figure], 0);
    expect({ people: sum('people'), logs: sum('logs'), measured: sum('measured') }).toEqual({
      people: 1,
      logs: 11,
      measured: 1,
    });
    expect(sum('cigarettesAvoided')).toBe(16 * 20 - 3);
    for (const change of changes) expect(JSON.stringify(change)).not.toContain('cli_1');
  });

  it('hands many on in pieces, and each is looked at once', async () => {
    await openQueue(queue);
    const slot = '2026-03-15.0';
    const ids = Array.from({ length: 501 }, (_, index) => `cli_${index}`);
    const due = { slot, hour: '2026-03-15T06:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z' };
    for (let first = 0; first < ids.length; first += 50) {
      await given(...ids.slice(first, first + 50).map((clientId) => nights.add({ ...due, clientId })));
    }
    await quitter('cli_1', '2026-03-10');
    await run('2026-03-15T06:05:00.000Z');
    expect(await raised(standingMoved)).toEqual([]);
    const letters = await sent(queue);
    expect(letters.map(({ message }) => message.clientIds.length).sort()).toEqual([1, 100, 100, 100, 100, 100].sort());
    expect(letters.flatMap(({ message }) => message.clientIds).sort()).toEqual([...ids].sort());
    const mine = letters.filter(({ message }) => message.clientIds.includes('cli_1'));
    for (const time of [1, 2]) {
      await work(closeDays, mine[0]!);
      expect(await raised(standingMoved), `time ${time}`).toHaveLength(1);
    }
  });
});

describe('a follow-up', () => {
  it('is asked when it opens, takes an answer while it is open, and is settled when it has closed', async () => {
    await quitter('cli_1', '2026-03-15');
    await nightsUntil('2026-03-15T20:30:00Z');
    expect(await followUps()).toMatchObject([
      { months: 1, due: '2026-04-15', opens: '2026-04-08', closes: '2026-05-13', state: 'ahead' },
      { months: 3, due: '2026-06-15', state: 'ahead' },
      { months: 6, due: '2026-09-15', state: 'ahead' },
      { months: 12, due: '2027-03-15', state: 'ahead' },
    ]);
    const body = { attemptId: (await followUps())[0]!.attemptId, months: 1, answer };
    expect(await call(answerFollowUp, { as: me, body })).toMatchObject({ status: 409 });
    await run('2026-04-07T19:05:00.000Z');
    expect(await raised(followUpDue)).toMatchObject([{ clientId: 'cli_1', months: 1 }]);
    at('2026-04-20T06:00:00Z');
    const answered = await call(answerFollowUp, { as: me, body });
    expect(answered).toMatchObject({
      status: 201,
      body: { state: 'answered', answeredOn: '2026-04-20', outcome: { responded: true, abstinent30: true } },
    });
    await log('cli_1', '2026-04-18', 2); // told later, and says otherwise: the log counts
    expect(await raised(outcomeSettled)).toEqual([]);
    await run('2026-05-13T19:05:00.000Z');
    expect(await raised(outcomeSettled)).toMatchObject([
      { months: 1, responded: true, abstinent7: false, abstinent30: false, prolonged: true },
    ]);
    expect((await followUps())[0]).toMatchObject({ outcome: { contradicted: true } });
    await nightsUntil('2026-05-14T20:30:00Z');
    expect(await raised(outcomeSettled)).toHaveLength(1);
    expect(await call(answerFollowUp, { as: me, body })).toMatchObject({ status: 409 });
  });

  it('that is not answered counts as smoking', async () => {
    await quitter('cli_1', '2026-03-15');
    await nightsUntil('2026-03-15T20:30:00Z');
    await run('2026-04-07T19:05:00.000Z');
    await run('2026-05-13T19:05:00.000Z');
    const none = { responded: false, abstinent7: false, abstinent30: false, prolonged: false };
    expect(await raised(outcomeSettled)).toMatchObject([{ months: 1, ...none }]);
    expect((await followUps())[0]).toMatchObject({ state: 'missed', outcome: none });
  });

  it('of somebody who died is not asked, and in no rate', async () => {
    await quitter('cli_1', '2026-03-15');
    await given(
      deaths.add({ clientId: 'cli_1', on: '2026-04-01', recordedBy: 'adm_1', recordedAt: '2026-04-02T00:00:00.000Z' }),
    );
    await nightsUntil('2026-03-15T20:30:00Z');
    await run('2026-04-07T19:05:00.000Z');
    await run('2026-05-13T19:05:00.000Z');
    expect([...(await raised(followUpDue)), ...(await raised(outcomeSettled))]).toEqual([]);
  });

  it('after six months, of whoever did it, is success, once', async () => {
    await quitter('cli_1', '2026-03-15');
    const { attemptId } = (await followUps())[0]!;
    at('2026-09-14T06:00:00Z');
    const body = { attemptId, months: 6, answer };
    for (const _ of [1, 2]) expect(await call(answerFollowUp, { as: me, body })).toMatchObject({ status: 201 });
    expect(await raised(quitAchieved)).toHaveLength(1);
    expect(await attempts.latest({ clientId: 'cli_1' })).toMatchObject({ status: 'achieved' });
    at(new Date(Date.now() + days(20)).toISOString());
    for (let day = 1; day <= 7; day += 1) await log('cli_1', `2026-09-2${day}`, 1);
    expect(await attempts.latest({ clientId: 'cli_1' })).toMatchObject({ status: 'relapsed' });
  });

  it.each([
    ['7 days but not 30', { smokedLast7Days: true }],
    ['back, without a cigarette', { wasBack: true }],
  ])('whose answers disagree (%s) is refused', async (_, more) => {
    await quitter('cli_1', '2026-03-15');
    const { attemptId } = (await followUps())[0]!;
    at('2026-04-15T06:00:00Z');
    expect(
      await call(answerFollowUp, { as: me, body: { attemptId, months: 1, answer: { ...answer, ...more } } }),
    ).toMatchObject({ status: 422, body: { type: '/problems/answers_disagree' } });
  });

  it('of somebody else’s attempt is not there', async () => {
    await quitter('cli_1', '2026-03-15');
    await quitter('cli_2', '2026-03-15');
    const { attemptId } = (await followUps())[0]!;
    at('2026-04-15T06:00:00Z');
    const body = { attemptId, months: 1, answer };
    expect(await call(answerFollowUp, { as: client('cli_2'), body })).toMatchObject({ status: 404 });
  });
});
