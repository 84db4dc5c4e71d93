import { randomUUID } from 'node:crypto';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as get } from '#lambdas/clock/get-clock';
import { handler as move } from '#lambdas/clock/move-clock';
import type { Schedule } from '#shared/schedules/schedule';
import { scheduled } from '#shared/schedules/scheduler';
import { type Timer, timer } from '#shared/schedules/timer';
import { dayIn } from '#shared/time';
import { playPool } from '../entries/entries.ts';
import { admin, call, enrolled, movedClock, tick } from '../kit/index.ts';
import { pass, unwatched } from '../kit/wire.ts';
import { stripe, stripeNow } from '../payments/stripe.ts';

const START = '2027-03-27T12:00:00.000Z';
const functions = new Map<string, Timer>();
/** What was done on the way, and what the clock showed meanwhile. */
let done: { what: string; at: string; now: Date }[];
let broken: string | undefined;
let meanwhile: (() => Promise<void>) | undefined;
let stopPlaying = () => {};

/** The scheduler is there; whom it calls, is called here. */
function playFunctions() {
  const send = async ({ input }: { input: { FunctionName: string; Payload: Uint8Array } }) => {
    const { at } = JSON.parse(Buffer.from(input.Payload).toString());
    const run = () => unwatched(() => tick(functions.get(input.FunctionName)!, at));
    const got = await pass(
      () => ({ rights: ['lambda:InvokeFunction'], isFirst: false }),
      () =>
        run().then(
          () => ({}),
          () => ({ FunctionError: 'Unhandled' }),
        ),
    );
    return got;
  };
  vi.spyOn(LambdaClient.prototype, 'send').mockImplementation(send as never);
}

async function given(name: string, at: string, missed: Schedule['missed'] | 'at' = 'each') {
  const contract = { summary: 's', impact: 'i', needs: [], at: 'rate(1 day)', missed: 'each', name } as const;
  functions.set(
    name,
    timer(contract, async ({ at, now, once }) =>
      once('piece', async () => {
        if (broken === `${name} ${at.toISOString()}`) throw new Error('broken');
        await meanwhile?.();
        done.push({ what: name, at: at.toISOString(), now });
        return [];
      }),
    ),
  );
  if (missed === 'each') process.env['EACH'] += `,${name}`;
  await new SchedulerClient().send(
    new CreateScheduleCommand({
      Name: name.replace('.', '-'),
      GroupName: process.env['SCHEDULES'],
      ScheduleExpression: at,
      FlexibleTimeWindow: { Mode: 'OFF' },
      ...(missed !== 'at' && { Description: name }),
      Target: {
        Arn: name,
        RoleArn: 'arn:aws:iam::000000000000:role/x',
        Input: JSON.stringify({ name, at: '<aws.scheduler.scheduled-time>' }),
      },
    }),
  );
}

const to = async (now: string) => {
  const { status, body } = await call(move, { as: admin('adm_1'), body: { now } });
  return { status, body: body as Record<string, any> };
};
const ticks = (invoked: { schedule: string; at: string }[]) => invoked.map(({ schedule, at }) => `${schedule} ${at}`);
const shown = async () => (await call(get, { as: admin('adm_1') })).body.now;
/** At that moment, or so little later as a test takes. */
const expectJust = (now: string | Date, moment: string) => {
  const late = new Date(now).getTime() - Date.parse(moment);
  expect(late >= 0 && late < 30_000, `at ${moment} it was ${new Date(now).toISOString()}`).toBe(true);
};

beforeEach(async () => {
  stopPlaying = playPool(true);
  playFunctions();
  done = [];
  [broken, meanwhile] = [undefined, undefined];
  process.env['EACH'] = '';
  process.env['SCHEDULES'] = randomUUID();
  await new SchedulerClient().send(new CreateScheduleGroupCommand({ Name: process.env['SCHEDULES'] }));
  await enrolled('adm_1', { roles: ['admin'] });
  await movedClock(START);
  await stripe();
});
afterEach(() => {
  vi.restoreAllMocks();
  stopPlaying();
});

describe('moving the clock', () => {
  it('shows the moment that it was moved to, and goes on from there', async () => {
    const { status, body } = await to('2027-03-28T12:00:00.000Z');
    expect({ status, body }).toMatchObject({ status: 200, body: { invoked: [] } });
    expectJust(body['now'], '2027-03-28T12:00:00.000Z');
    expect(Math.abs(Date.parse(body['realNow']) - Date.now())).toBeLessThan(10_000);
    expectJust(await shown(), '2027-03-28T12:00:00.000Z');
  });

  it.each([
    ['back', '2027-03-27T11:59:59.000Z', 'clock_backwards'],
    ['by more than 31 days', '2027-04-28T12:00:00.000Z', 'clock_too_far'],
  ])('is refused %s, and names the field', async (_, now, code) => {
    expect(await to(now)).toMatchObject({
      status: 422,
      body: { type: `/problems/${code}`, errors: [{ field: 'now' }] },
    });
    expectJust(await shown(), START);
  });

  it('calls what comes due, in order, each at its moment: every tick, or the last of a day, or once', async () => {
    await given('test.each', 'cron(0 */8 * * ? *)');
    await given('test.sweep', 'cron(* * * * ? *)', 'once');
    await given('test.at', 'at(2027-03-28T00:30:00)', 'at');
    const { body } = await to('2027-03-29T04:00:00.000Z');
    expect(ticks(body['invoked'])).toEqual([
      'test.each 2027-03-27T16:00:00.000Z',
      'test.each 2027-03-28T00:00:00.000Z',
      'test-at 2027-03-28T00:30:00.000Z',
      'test.each 2027-03-28T08:00:00.000Z',
      'test.sweep 2027-03-28T12:00:00.000Z',
      'test.each 2027-03-28T16:00:00.000Z',
      'test.each 2027-03-29T00:00:00.000Z',
      'test.sweep 2027-03-29T04:00:00.000Z',
    ]);
    expect(done.map(({ what, at }) => `${what.replace('test.at', 'test-at')} ${at}`)).toEqual(ticks(body['invoked']));
    for (const { at, now } of done) expectJust(now, at);
    expect((await scheduled()).map(({ name }) => name).sort()).toEqual(['test.each', 'test.sweep']);
    expect((await to('2027-03-29T08:00:00.000Z')).body['invoked']).toHaveLength(2);
  });

  it('takes the clock of the fake along, to the moment of each call before it is made', async () => {
    await movedClock('2027-06-01T12:00:00.000Z'); // later than any other test here has moved it
    const there: string[] = [];
    meanwhile = async () => void there.push(await stripeNow());
    await given('test.each', 'cron(0 */8 * * ? *)');
    await to('2027-06-02T12:00:00.000Z');
    there.push(await stripeNow());
    const moments = ['01T16', '02T00', '02T08', '02T12'].map((at) => `2027-06-${at}:00:00.000Z`);
    expect(there).toHaveLength(moments.length);
    for (const [index, moment] of moments.entries()) expectJust(there[index]!, moment);
  });

  it('loses no hour and doubles none where summer time begins, and sees each local day end once', async () => {
    await given('test.hourly', 'cron(0 * * * ? *)');
    await to('2027-03-29T12:00:00.000Z'); // in Berlin, the 28th has 23 hours
    expect(new Set(done.map(({ at }) => at)).size).toBe(48);
    const before = (at: string) => new Date(Date.parse(at) - 3_600_000);
    const ends = done.filter(({ at }) => dayIn('Europe/Berlin', at) !== dayIn('Europe/Berlin', before(at)));
    expect(ends.map(({ at }) => at)).toEqual(['2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z']);
  });

  it('stands where a schedule fails, says which, and is gone on with when it is asked for again', async () => {
    await given('test.each', 'cron(0 */8 * * ? *)');
    await given('test.other', 'cron(0 */8 * * ? *)');
    await given('test.at', 'at(2027-03-27T16:00:00)', 'at');
    const tick = { schedule: 'test.other', at: '2027-03-28T00:00:00.000Z' };
    broken = `${tick.schedule} ${tick.at}`;
    const target = '2027-03-28T12:00:00.000Z';
    for (const _ of [1, 2]) {
      expect(await to(target)).toMatchObject({ status: 502, body: { type: '/problems/schedule_failed', ...tick } });
      expectJust(await shown(), tick.at);
    }
    broken = undefined;
    const { status, body } = await to(target);
    expectJust(body['now'], target);
    const left = [tick.at, '2027-03-28T08:00:00.000Z'].flatMap((at) =>
      ['test.each', 'test.other'].map((name) => `${name} ${at}`),
    );
    expect([status, ticks(body['invoked'])]).toEqual([200, left]);
    expect(new Set(done.map(({ what, at }) => what + at)).size).toBe(7);
    expect(done).toHaveLength(7); // what had been done at that moment was passed over
    expect(await to(target)).toMatchObject({ status: 200, body: { invoked: [] } });
  });

  it('makes up for what came due by itself since the last move', async () => {
    await given('test.each', 'cron(0 */8 * * ? *)');
    await to('2027-03-27T15:59:59.500Z');
    await vi.waitFor(async () => expect((await shown()) > '2027-03-27T16:00:00.100Z').toBe(true), 3000);
    expect(done).toEqual([]);
    const before = await shown();
    const { body } = await to('2027-03-27T17:00:00.000Z');
    expect(ticks(body['invoked'])).toEqual(['test.each 2027-03-27T16:00:00.000Z']);
    expect(done[0]!.now.toISOString() > before).toBe(true); // for that, it was not put back
  });

  it('is done by one at a time: whoever finds that another went on meanwhile, is told', async () => {
    await given('test.each', 'cron(0 */8 * * ? *)');
    let other: Awaited<ReturnType<typeof to>> | undefined;
    meanwhile = async () => {
      meanwhile = undefined;
      other = await to('2027-03-28T02:00:00.000Z');
    };
    const late = await to('2027-03-28T01:00:00.000Z');
    expect(late).toMatchObject({ status: 422, body: { type: '/problems/clock_backwards' } });
    expect(other).toMatchObject({ status: 200 });
    expectJust(await shown(), '2027-03-28T02:00:00.000Z');
  });
});
