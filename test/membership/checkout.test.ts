import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as checkOut } from '#lambdas/membership/check-out-membership';
import { SHARDS } from '#lambdas/membership/domain/watch';
import { handler as watch } from '#lambdas/membership/every-five-minutes-watch';
import { memberships, subscriptions, watched } from '#lambdas/membership/records';
import { bills } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { given, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { events, happens, settle, worldOf } from '../payments/stripe.ts';
import { act, as, begins, buy, heard, member, mine, ours, personId, trends, WANTED } from './members.ts';

/* One way to Premium is open at a time, and nothing on it depends on being told. */

beforeEach(begins);
afterEach(() => void vi.useRealTimers());

const refOf = (url: string) => url.split('/').at(-1)!;
const pays = (url: string) => happens(`checkouts/${refOf(url)}/pay`, { card: 'pm_card_visa' });
const known = async () => (await subscriptions.get({ personId }))!;
const sessions = async () =>
  (await worldOf()).all('checkout.session').filter(({ metadata }) => metadata.person === personId);
const open = async () => (await sessions()).filter(({ status }) => status === 'open').map(({ id }) => id);
const watching = async () => (await Promise.all(SHARDS.map((shard) => watched.list({ shard })))).flat();
/** So long later, nobody having been told of anything, the timer ticks, and what it wants is done. */
async function swept(minutes: number): Promise<void> {
  await happens('clock', { seconds: minutes * 60 });
  await ours();
  await tick(watch, new Date().toISOString());
  await settle();
}

describe('a checkout', () => {
  it('leads to the same page whoever asks again, and to another where another is wanted', async () => {
    const { url } = (await buy()).body;
    expect(await known()).toMatchObject({ checkout: { ref: refOf(url) } });
    expect((await buy({}, 'again')).body).toMatchObject({ url, price: { amountMinor: 999 } });
    const other = (await buy({ every: 'year' }, 'year')).body;
    expect(other.url).not.toBe(url);
    expect(await open()).toEqual([refOf(other.url)]);
    await expect(pays(url)).rejects.toThrow('expired');
    expect(await watching()).toMatchObject([{ personId }]);
  });

  it('lets the first bill come when what was paid ahead has ended', async () => {
    const until = new Date(Date.now() + 20.5 * 86_400_000).toISOString();
    const ahead = { personId, plan: 'premium' as const, since: new Date().toISOString(), until, prepaidUntil: until };
    await given(memberships.add(ahead));
    const { url } = (await buy()).body;
    await pays(url);
    await heard();
    const { status, trialEnd } = await known();
    expect(status).toBe('trial');
    expect(Date.parse(trialEnd!) - Date.parse(until)).toBeGreaterThan(0);
    expect(Date.parse(trialEnd!) - Date.parse(until)).toBeLessThan(86_400_000);
    expect(await bills.list({ personId })).toEqual([]);
  });

  it('is one, whoever asks at the same moment', async () => {
    const asked = await Promise.all(['a', 'b', 'c'].map((key) => buy({}, key)));
    expect(asked.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(asked.map(({ body }) => body.url)).size).toBe(1);
    expect(await open()).toHaveLength(1);
  });

  it('is one of several that are wanted at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const all = ['month', 'year', 'month', 'year'].map((every, nth) => buy({ every }, `r${round}-${nth}`));
      const answers = await Promise.all(all);
      for (const { status } of answers) expect([201, 409, 412]).toContain(status);
      for (const ref of await open()) expect(ref).toBe((await known()).checkout!.ref);
      const { url } = (await buy({ every: 'year' }, `r${round}-after`)).body;
      expect(await open()).toEqual([refOf(url)]);
    }
  });

  it('that was paid already is not replaced', async () => {
    const { url } = (await buy()).body;
    await pays(url);
    expect(await buy({ every: 'year' }, 'year')).toMatchObject({
      status: 409,
      body: { type: '/problems/subscribed_already' },
    });
    expect(await buy({}, 'again')).toMatchObject({ status: 409 });
    expect(await sessions()).toHaveLength(1);
  });

  it('whose page is closed is followed by another', async () => {
    const { url } = (await buy()).body;
    await happens('clock', { seconds: 36 * 60 });
    await ours();
    expect(await open()).toEqual([]);
    const next = (await buy({}, 'later')).body;
    expect(next.url).not.toBe(url);
    expect(await open()).toEqual([refOf(next.url)]);
  });

  it('that never reached the gateway is made by whoever comes next', async () => {
    await happens('faults', { route: 'POST /v1/checkout/sessions', how: 'unheard' });
    expect(await buy()).toMatchObject({ status: 503 });
    expect(await known()).toMatchObject({ checkout: { priceId: expect.any(String) } });
    expect((await known()).checkout!.ref).toBeUndefined();
    const { url } = (await buy({}, 'another')).body;
    expect(await sessions()).toHaveLength(1);
    expect((await buy()).body).toMatchObject({ url });
  });

  it('of which nobody heard the answer is found again, by the same key', async () => {
    await happens('faults', { route: 'POST /v1/checkout/sessions', how: 'answer_lost' });
    expect(await buy()).toMatchObject({ status: 503 });
    expect(await buy()).toMatchObject({ status: 201 });
    expect(await sessions()).toHaveLength(1);
  });

  it('of which nobody heard the answer is closed where another takes its place, and comes back by no key', async () => {
    await happens('faults', { route: 'POST /v1/checkout/sessions', how: 'answer_lost' });
    expect(await buy()).toMatchObject({ status: 503 });
    const { url } = (await buy({ every: 'year' }, 'another')).body;
    expect(await sessions()).toHaveLength(2);
    expect(await open()).toEqual([refOf(url)]);
    expect(await buy()).toMatchObject({ status: 409, body: { type: '/problems/checkout_over' } });
    expect(await open()).toEqual([refOf(url)]);
  });

  it('is made once, wherever whoever takes its place is stopped', async () => {
    await buy();
    await stoppedAnywhere(checkOut, { as: as(), body: { ...WANTED, every: 'year' } });
    expect(await sessions()).toHaveLength(2);
    expect(await open()).toHaveLength(1);
  });
});

describe('what no webhook tells', () => {
  it('is seen all the same: a checkout that was paid', async () => {
    const { url } = (await buy()).body;
    await pays(url);
    await swept(6);
    expect(await trends()).toBe(200);
    expect((await known()).checkout).toBeUndefined();
    expect(await bills.list({ personId })).toMatchObject([{ total: { amountMinor: 999 } }]);
    expect(await watching()).toMatchObject([{ personId, at: (await known()).lookAt }]);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is seen all the same: one that was paid and whose page we never heard of', async () => {
    await happens('faults', { route: 'POST /v1/checkout/sessions', how: 'answer_lost' });
    await buy();
    const [session] = await sessions();
    await happens(`checkouts/${session!.id}/pay`, { card: 'pm_card_visa' });
    await swept(6);
    expect(await trends()).toBe(200);
  });

  it('is seen all the same: one that nobody paid, of which nothing is left', async () => {
    await buy();
    await swept(6);
    expect(await watching()).toHaveLength(1);
    await swept(31);
    expect((await known()).checkout).toBeUndefined();
    expect(await watching()).toEqual([]);
  });

  it('is seen all the same: renewals, one that is late, and the end', async () => {
    await member();
    events.length = 0;
    const { until } = await mine();
    const sweepDaily = async (days: number) => {
      for (let day = 0; day < days; day += 1) await swept(24 * 60);
    };
    await sweepDaily(32);
    expect(await bills.list({ personId })).toHaveLength(2);
    expect((await mine()).until! > until!).toBe(true);
    const { payerRef } = await known();
    await happens(`customers/${payerRef}/card`, { card: 'pm_card_chargeCustomerFail' });
    await sweepDaily(32);
    expect(await known()).toMatchObject({ status: 'past_due' });
    await happens(`customers/${payerRef}/card`, { card: 'pm_card_visa' });
    await sweepDaily(2);
    expect(await known()).toMatchObject({ status: 'active' });
    expect(await bills.list({ personId })).toHaveLength(3);
    await act('cancel');
    await sweepDaily(33);
    expect(await known()).toMatchObject({ status: 'ended' });
    expect(await watching()).toEqual([]);
    expect(await trends()).toBe(403);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is looked at once a tick, wherever the timer is stopped', async () => {
    await buy();
    await happens('clock', { seconds: 360 });
    await ours();
    await stoppedAnywhere(watch, { at: new Date().toISOString() });
    await heard();
  });
});
