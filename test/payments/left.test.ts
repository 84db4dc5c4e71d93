import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { db, tables } from '#shared/table/client';
import { deliver, raised, stopping } from '../kit/index.ts';
import { restore, rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { lookingFromHere } from './apart.ts';
import { forget, settle } from './stripe.ts';

/* Whoever moves money, stopped at each call out, before it and after it took effect; nobody asks again, and what was to be
 * told is lost. The sweep finds it: nothing has been done, or all of it, once, and the gateway's own list says the same. */

afterEach(() => void vi.useRealTimers());

/** What is there first, and what is stopped. */
interface Story {
  readonly first: () => Promise<string>;
  readonly acts: (id: string) => Promise<unknown>;
  /** How it can end: untouched, or done. */
  readonly ends: readonly object[];
}
const bought = async () => {
  const id = await act.paid();
  await settle();
  return id;
};
const looks = async (more: object) => {
  const at = new Date().toISOString();
  return deliver(onToSettle, toSettle.raise({ gateway: 'stripe', about: 'payment', at, ...more }));
};
const [pending, paid, none] = [{ status: 'pending' }, { status: 'succeeded', refunds: [] }, {}];
const back = (status: string) => ({ status: 'succeeded', refunds: [{ status }] });

const STORIES: Readonly<Record<string, Story>> = {
  begins: { first: async () => '', acts: () => act.begin(), ends: [none] },
  confirms: { first: act.begun, acts: act.pay, ends: [pending, paid] },
  'takes back what was begun': { first: act.begun, acts: act.drop, ends: [pending, { status: 'cancelled' }] },
  'wants it back': { first: bought, acts: act.haveBack, ends: [paid, back('done')] },
  'is given back a part': {
    first: bought,
    acts: (id) => act.giveBack(id, { amountMinor: 1_000 }),
    ends: [paid, back('done')],
  },
  'is looked at when it is paid': {
    first: act.paid,
    acts: async (id) => looks({ ref: await act.refOf(id) }),
    ends: [paid],
  },
  'is looked at when it is to be given back': {
    first: async () => {
      const id = await bought();
      await act.giveBack(id, { amountMinor: 1_000 });
      return id;
    },
    acts: async (of) => looks({ about: 'refund', of, id: (await raised(toSettle)).at(-1)!.id }),
    ends: [back('done')],
  },
};

it.each(Object.entries(STORIES))(
  '%s: nothing or all of it, once, and nothing that nobody knows of',
  async (_, story) => {
    const ended = new Set<number>();
    await act.everybody();
    const [items, keys] = await Promise.all([rows(), rows(tables.keys)]);
    for (let stops = 0; ; stops += 1) {
      await restore(items, keys);
      forget();
      const differences = await lookingFromHere();
      const id = await story.first();
      const [when, nth] = [stops % 2 === 0 ? 'before' : 'after', Math.floor(stops / 2) + 1] as const;
      if (!(await stopping(when, nth, () => story.acts(id)))) break;

      await lost();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 60_000 });
      await act.sweeps(new Date().toISOString());
      await settle();
      vi.useRealTimers();
      const where = `stopped ${when} call ${nth}`;
      expect(await differences(), where).toEqual([]);
      if (id !== '') {
        const stands = await act.standing(id);
        const end = story.ends.findIndex((one) => isLike(stands, one));
        expect(end, `${where}: ${JSON.stringify(stands)}`).toBeGreaterThanOrEqual(0);
        ended.add(end);
      }
    }
    expect(ended.size).toBe(story.ends[0] === none ? 0 : story.ends.length);
  },
);

function isLike(one: object, expected: object): boolean {
  try {
    expect(one).toMatchObject(expected);
    return true;
  } catch {
    return false;
  }
}

/** Nothing of what was to be sent is ever sent. */
async function lost(): Promise<void> {
  const waiting = (await rows()).filter(({ entity }) => entity === 'outbox');
  if (waiting.length === 0) return;
  const RequestItems = { [tables.items]: waiting.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })) };
  await db.send(new BatchWriteCommand({ RequestItems }));
}
