import { describe, expect, it } from 'vitest';
import { handler as signOut } from '#lambdas/identity/sign-out';
import { nowHere } from '#shared/clock';
import { consumer } from '#shared/events/consumer';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { queue } from '#shared/queues/queue';
import { worker } from '#shared/queues/worker';
import { schedule } from '#shared/schedules/schedule';
import { timer } from '#shared/schedules/timer';
import { frame } from '#shared/sockets/frame';
import { grants, heldBy } from '#shared/table/grants';
import { hook } from '#shared/users/hook';
import { atSocket, call, client, deliver, enrolled, given, movedClock, person, tick, work } from '../kit/index.ts';
import { needed } from '../kit/needs.ts';
import { restore, rows } from '../kit/tables.ts';
import { addNote, heard, Note, noted } from './note.ts';

const HOUR = 3_600_000;
const AHEAD = '2027-03-28T12:00:00.000Z';
const plain = { summary: 'Look at the clock', impact: 'nobody knows the time', needs: [] } as const;
const isReal = (now: Date) => Math.abs(now.getTime() - Date.now()) < 10_000;
const isAhead = (now: Date | undefined) => {
  const late = (now?.getTime() ?? 0) - Date.parse(AHEAD);
  return late >= 0 && late < 10_000;
};

/** What every kind of entry takes the time to be. */
async function seen(): Promise<Record<string, Date>> {
  const all: Record<string, Date> = {};
  const { name: _, ...hears } = heard;
  const listening = consumer({ ...hears, ...plain, name: 'notes.look', raises: [] }, async ({ now }) => {
    all['listener'] = now;
    return [];
  });
  const looking = endpoint({ ...addNote, ...plain, fails: [], raises: [] } as const, async ({ body, now, newId }) => {
    all['route'] = now;
    return outcome({ ...body, id: newId('not'), personId: 'per_1' });
  });
  const ticking = timer(
    schedule('notes.look', { ...plain, at: 'rate(1 day)', missed: 'once' }),
    async ({ at, now }) => {
      all['schedule'] = now;
      all['tick'] = at;
    },
  );
  const working = worker(queue('notes.look-at-it', { ...plain, takes: Note.pick({ id: true }) }), async ({ now }) => {
    all['queue'] = now;
  });
  const framing = frame({ ...plain, routeKey: 'look' }, async ({ now }) => {
    all['socket'] = now;
    return [];
  });
  const hooking = hook({ ...plain, on: 'customMessage' }, async ({ now }) => {
    all['trigger'] = now;
    return [];
  });
  await deliver(listening, noted.raise({ id: 'not_1', personId: 'per_1' }));
  await call(looking, { as: client('per_1'), body: { at: AHEAD, text: 'x' }, key: 'k' });
  await tick(ticking, '<aws.scheduler.scheduled-time>');
  expect(await work(working, { id: 'one', message: { id: 'not_1' } })).toEqual([]);
  await atSocket(framing, 'con_1', 'per_1');
  await hooking({ triggerSource: 'x', userName: 'per_1', request: {}, response: {} }, {} as never);
  return all;
}

describe('where the clock cannot be moved', () => {
  it('it is the real one, whatever lies in the table, and the table is not asked', async () => {
    await movedClock(AHEAD);
    delete process.env['CLOCK'];
    expect(await needed(async () => expect(isReal(await nowHere())).toBe(true))).toEqual([]);
    for (const [entry, now] of Object.entries(await seen()))
      expect(entry === 'tick' || isReal(now), `${entry} takes it to be ${now.toISOString()}`).toBe(true);
  });
});

describe('where the clock can be moved', () => {
  it('it is the real one until somebody moves it', async () => {
    await movedClock(new Date().toISOString());
    await restore();
    expect(isReal(await nowHere())).toBe(true);
  });

  it('every kind of entry goes by it, and asks for it once', async () => {
    await movedClock(AHEAD);
    expect(await needed(nowHere)).toEqual(['get:CLOCK']);
    const { tick: at, ...all } = await seen();
    expect(Object.keys(all).sort()).toEqual(['listener', 'queue', 'route', 'schedule', 'socket', 'trigger']);
    for (const [entry, now] of Object.entries(all))
      expect(isAhead(now), `${entry} takes it to be ${now.toISOString()}`).toBe(true);
    expect(at).toEqual(new Date(AHEAD)); // the minute in which it came
  });

  it('no header and no query moves it', async () => {
    await movedClock(new Date().toISOString());
    let now: Date | undefined;
    const looking = endpoint({ ...addNote, ...plain, fails: [] } as const, async (context) => {
      now = context.now;
      return outcome({ ...context.body, id: context.newId('not'), personId: 'per_1' });
    });
    const body = { at: AHEAD, text: 'x' };
    expect(await call(looking, { as: client('per_1'), body, query: { now: AHEAD } })).toMatchObject({ status: 422 });
    const names = ['date', 'now', 'x-now', 'x-amz-date', 'x-clock', 'clock'];
    const headers = Object.fromEntries(names.map((name) => [name, AHEAD]));
    const event = { headers, rawPath: '/v1/notes', requestContext: { http: { method: 'POST', path: '/v1/notes' } } };
    const claims = { username: 'per_1', token_use: 'access', iat: '1', 'cognito:groups': '[client]' };
    const requestContext = { ...event.requestContext, authorizer: { jwt: { claims } } };
    const { statusCode } = await looking(
      { ...event, requestContext, body: JSON.stringify(body) } as never,
      {} as never,
    );
    expect([statusCode, now && isReal(now)]).toEqual([201, true]);
  });

  it('what only marks, is swept or waits keeps real time', async () => {
    await enrolled('per_1');
    await movedClock(AHEAD);
    const keeping = consumer({ ...heard, name: 'notes.keep' }, async ({ event }) => [noted.raise(event)]);
    await deliver(keeping, noted.raise({ id: 'not_1', personId: 'per_1' }));
    const all = await rows();
    const mark = all.find(({ entity }) => entity === 'mark')!;
    const waiting = all.find(({ entity }) => entity === 'outbox')!;
    expect(Math.abs(mark['expires'] * 1000 - Date.now() - 30 * 24 * HOUR)).toBeLessThan(60_000);
    expect(isReal(new Date(waiting['sk'].split('#')[0]))).toBe(true);
  });

  it('what was granted until a day ends on that day', async () => {
    await movedClock(AHEAD);
    const grant = (name: string, ms: number) =>
      grants.add({
        personId: 'per_1',
        kind: 'entitlement',
        name,
        since: AHEAD,
        until: new Date(Date.parse(AHEAD) + ms).toISOString(),
      });
    await given(grant('over', -1), grant('lasts', HOUR));
    const held = await heldBy('per_1', await nowHere());
    expect(['over', 'lasts'].map((name) => held.has('entitlement', name))).toEqual([false, true]);
  });

  it('who signed out signs in again: tokens go by the real clock', async () => {
    await enrolled('per_1');
    await movedClock(AHEAD);
    const token = (issued: number) => person('per_1', { issued });
    expect(await call(signOut, { as: token(Date.now() - 2000) })).toMatchObject({ status: 204 });
    const { signedOut } = await heldBy('per_1', await nowHere());
    expect(isReal(new Date(signedOut))).toBe(true);
  });
});
