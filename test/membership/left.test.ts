import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { handler as watch } from '#lambdas/membership/every-five-minutes-watch';
import { coupons, planPrices, subscriptions } from '#lambdas/membership/records';
import { bills } from '#lambdas/payments/records';
import { db, tables } from '#shared/table/client';
import { checked } from '../../bin/check/ledger.ts';
import { stopping, tick } from '../kit/index.ts';
import { restore, rows } from '../kit/tables.ts';
import { events, forget, happens, settle, tell, worldOf } from '../payments/stripe.ts';
import { act, begins, buy, change, comes, coupon, ours, personId, useCoupon } from './members.ts';

/* Whoever asks the gateway for something about a membership, stopped at each call out, before it and after it took effect;
 * nobody asks again, and what was to be told is lost. Whoever looks next finds nothing done, or all of it: once, and as the
 * gateway has it. */

afterEach(() => void vi.useRealTimers());

interface Story {
  readonly first: () => Promise<unknown>;
  readonly acts: () => Promise<unknown>;
  /** What of it is done; both must come up. */
  readonly done: (there: Awaited<ReturnType<typeof atGateway>>) => boolean;
}

const member = async () => {
  const { url } = (await buy()).body;
  await happens(`checkouts/${url.split('/').at(-1)}/pay`, { card: 'pm_card_visa' });
  for (const type of ['checkout.session.completed', 'invoice.paid'])
    await tell(events.find((event) => event.type === type)!);
  await settle();
};
const STORIES: Readonly<Record<string, Story>> = {
  'goes to the page, with a coupon': {
    first: async () => {},
    acts: () => buy({ coupon: 'LEFT' }),
    done: ({ open }) => open.length > 0,
  },
  'changes to the year': { first: member, acts: () => change('year'), done: ({ every }) => every === 'year' },
  cancels: { first: member, acts: () => act('cancel'), done: ({ ends }) => ends === true },
  'uses a coupon': {
    first: member,
    acts: () => useCoupon('LEFT'),
    done: ({ discounts }) => discounts === 1,
  },
};

/** All that the gateway has of them. */
async function atGateway() {
  const world = await worldOf();
  const mine = (kind: string) => world.all(kind).filter(({ metadata }) => metadata?.person === personId);
  const [subscription] = mine('subscription');
  const paid = world
    .all('invoice')
    .filter(
      ({ parent, status, amount_paid }) =>
        parent.subscription_details.subscription === subscription?.id && status === 'paid' && amount_paid > 0,
    );
  return {
    open: mine('checkout.session')
      .filter(({ status }) => status === 'open')
      .map(({ id }) => id as string),
    every: subscription?.['items'].data[0].price.recurring.interval as string | undefined,
    ends: subscription?.['cancel_at_period_end'] as boolean | undefined,
    discounts: (subscription?.['discounts'].length ?? 0) as number,
    paid: paid.map(({ id, amount_paid }) => `${id} ${amount_paid}`).sort(),
  };
}

/** The same, as we have it. */
async function here() {
  const [known, prices, [one], booked] = await Promise.all([
    subscriptions.get({ personId }),
    planPrices.list({ plan: 'premium' }),
    coupons.list({ plan: 'premium' }),
    bills.list({ personId }),
  ]);
  return {
    stands: {
      open: known?.checkout?.ref === undefined ? [] : [known.checkout.ref],
      every: prices.find(({ id }) => id === known?.priceId)?.every,
      ends: known?.endsAtPeriodEnd,
      discounts: known?.discount ? 1 : 0,
      paid: booked.map(({ ref, total }) => `${ref} ${total.amountMinor}`).sort(),
    },
    used: one?.used,
    isUnderWay: known?.checkout !== undefined || known?.asked !== undefined,
  };
}

/** Nothing of what was to be sent is ever sent. */
async function lost(): Promise<void> {
  const waiting = (await rows()).filter(({ entity }) => entity === 'outbox');
  if (waiting.length === 0) return;
  const RequestItems = { [tables.items]: waiting.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })) };
  await db.send(new BatchWriteCommand({ RequestItems }));
}
async function swept(minutes: number): Promise<void> {
  await happens('clock', { seconds: minutes * 60 });
  await ours();
  await tick(watch, new Date().toISOString());
  await settle();
}

it.each(Object.entries(STORIES))(
  '%s: nothing or all of it, once, and nothing that nobody knows of',
  async (_, story) => {
    const came = new Set<boolean>();
    await restore();
    await begins();
    await coupon('LEFT', { atMost: 1 });
    const [items, keys] = await Promise.all([rows(), rows(tables.keys)]);
    for (let stops = 0; ; stops += 1) {
      await restore(items, keys);
      forget();
      await comes();
      await story.first();
      const [when, nth] = [stops % 2 === 0 ? 'before' : 'after', Math.floor(stops / 2) + 1] as const;
      if (!(await stopping(when, nth, story.acts))) break;
      const where = `stopped ${when} call ${nth}`;

      await lost();
      await swept(6);
      const there = await atGateway();
      const { stands, isUnderWay } = await here();
      expect(stands, where).toEqual(there);
      came.add(story.done(there));
      expect(checked(await rows()).differences, where).toEqual([]);
      if (isUnderWay) await swept(36);
      expect((await here()).used, where).toBe(there.discounts);
    }
    expect([...came].sort()).toEqual([false, true]);
  },
  240_000,
);
