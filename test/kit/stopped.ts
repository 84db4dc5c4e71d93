import { expect, vi } from 'vitest';
import type { Consumer } from '#shared/events/consumer';
import type { Raised } from '#shared/events/event';
import type { Endpoint } from '#shared/http/endpoint';
import type { Route } from '#shared/http/route';
import type { Tick, Timer } from '#shared/schedules/timer';
import { tables } from '#shared/table/client';
import { type Call, call, deliver, tick } from './call.ts';
import { restore, rows } from './tables.ts';
import { unwatched, watched } from './wire.ts';

class Stopped extends Error {}

/** Stops the handler before its first call out, after it, before its second, and so on; each time asks again with the
 *  same key. What was stopped left nothing, its intent, or all that an undisturbed run leaves; after the retry, all is
 *  there, once. The clock stands still meanwhile, so that every run leaves the same. A timer commits piece by piece: what
 *  it leaves is as far as an undisturbed run has come at some moment. Says how often it was stopped. */
export async function stoppedAnywhere<R extends Route>(
  ...[handler, input]:
    | [handler: Endpoint<R>, input: Omit<Call, 'key'>]
    | [handler: Consumer, event: Raised]
    | [handler: Timer, tick: Tick]
): Promise<number> {
  const inPieces = 'at' in input;
  const act = async (): Promise<unknown> => {
    if ('at' in input) return tick(handler as Timer, input.at);
    if ('event' in input) return deliver(handler as Consumer, input);
    return call(handler as Endpoint<R>, { ...input, key: 'stopped' });
  };
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  try {
    const [items, keys] = await Promise.all([rows(), rows(tables.keys)]);
    const states = [await left()];
    const answer = await watched(async ({ isFirst }, go) => {
      const output = await go();
      if (isFirst || inPieces) states.push(await unwatched(left));
      return output;
    }, act);
    const all = await left();
    expect(inPieces ? states[0] : states, 'a handler that leaves something').not[
      inPieces ? 'toEqual' : 'toContainEqual'
    ](all);
    states.push(all);

    for (let stops = 0; ; stops += 1) {
      await restore(items, keys);
      const [when, nth] = [stops % 2 === 0 ? 'before' : 'after', Math.floor(stops / 2) + 1] as const;
      const where = `stopped ${when} call ${nth}`;
      if (!(await stopping(when, nth, act))) return stops;
      expect(states, where).toContainEqual(await left());
      for (const retry of ['retried', 'retried again']) {
        expect(await act(), `${where}, ${retry}`).toEqual(answer);
        expect(await left(), `${where}, ${retry}`).toEqual(all);
      }
    }
  } finally {
    vi.useRealTimers();
  }
}

/** No two sealings are alike; what a bucket holds, and how a clock stands, is no outcome. */
const left = async () =>
  (await rows())
    .filter(({ entity }) => entity !== 'bucket' && entity !== 'clock')
    .map(({ sealed, ...row }) => ({ ...row, isSealed: sealed !== undefined }));

/** Whether the n-th call took place, and so was stopped. */
export async function stopping(when: 'before' | 'after', nth: number, act: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const stop = async (_: unknown, go: () => Promise<any>) => {
    calls += 1;
    const hit = calls === nth;
    if (hit && when === 'before') throw new Stopped();
    const output = await go();
    if (!hit) return output;
    output.response?.body?.resume?.(); // an answer that nobody reads would keep its connection for ever
    throw new Stopped();
  };
  await watched(stop, act).catch((error: unknown) => {
    const isStop = error instanceof Stopped || calls >= nth; // what asks a gateway tells of a stop in its own words
    if (!isStop) throw error;
  });
  return calls >= nth;
}
