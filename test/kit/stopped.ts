import { expect, vi } from 'vitest';
import type { Consumer } from '#shared/events/consumer';
import type { Raised } from '#shared/events/event';
import type { Endpoint } from '#shared/http/endpoint';
import type { Route } from '#shared/http/route';
import { db, tables } from '#shared/table/client';
import { kms } from '#shared/table/seal';
import { type Call, call, deliver } from './call.ts';
import { restore, rows } from './tables.ts';

class Stopped extends Error {}

/** Stops the handler before its first call to AWS, after it, before its second, and so on; each time asks again with the
 *  same key. What was stopped left nothing, or all that an undisturbed run leaves; after the retry, all is there, once.
 *  The clock stands still meanwhile, so that every run leaves the same. Says how often it was stopped. */
export async function stoppedAnywhere<R extends Route>(
  ...[handler, input]: [handler: Endpoint<R>, input: Omit<Call, 'key'>] | [handler: Consumer, event: Raised]
): Promise<number> {
  const act = async (): Promise<unknown> =>
    'event' in input ? deliver(handler as Consumer, input) : call(handler as Endpoint<R>, { ...input, key: 'stopped' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  try {
    const [items, keys] = await Promise.all([rows(), rows(tables.keys)]);
    const nothing = await left();
    const answer = await act();
    const all = await left();
    expect(all, 'a handler that leaves something').not.toEqual(nothing);

    for (let stops = 0; ; stops += 1) {
      await restore(items, keys);
      const [when, nth] = [stops % 2 === 0 ? 'before' : 'after', Math.floor(stops / 2) + 1] as const;
      const where = `stopped ${when} call ${nth}`;
      if (!(await stopping(when, nth, act))) return stops;
      expect([nothing, all], where).toContainEqual(await left());
      for (const retry of ['retried', 'retried again']) {
        expect(await act(), `${where}, ${retry}`).toEqual(answer);
        expect(await left(), `${where}, ${retry}`).toEqual(all);
      }
    }
  } finally {
    vi.useRealTimers();
  }
}

/** No two sealings are alike. */
const left = async () => (await rows()).map(({ sealed, ...row }) => ({ ...row, isSealed: sealed !== undefined }));

/** Whether the n-th call took place, and so was stopped. */
async function stopping(when: 'before' | 'after', nth: number, act: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const stop = (next: (args: any) => Promise<any>) => async (args: any) => {
    const hit = ++calls === nth;
    if (hit && when === 'before') throw new Stopped();
    const output = await next(args);
    if (hit) throw new Stopped();
    return output;
  };
  const place = { step: 'initialize', name: 'stop', priority: 'high' } as const;
  db.middlewareStack.add(stop, place);
  kms.middlewareStack.add(stop, place);
  try {
    await act().catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error;
    });
  } finally {
    db.middlewareStack.remove('stop');
    kms.middlewareStack.remove('stop');
  }
  return calls >= nth;
}
