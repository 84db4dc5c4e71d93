import { SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { handler as choose } from '#lambdas/payments/choose-payouts';
import { wholeDay } from '#lambdas/payments/domain/reconcile';
import { handler as payOut } from '#lambdas/payments/every-month-pay-out';
import { handler as reconcile } from '#lambdas/payments/every-night-reconcile';
import { discrepancies } from '#lambdas/payments/records';
import { dayAfter, dayIn } from '#shared/time';
import { call, coach, enrolled, stoppedAnywhere, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { paypal } from './paypal.ts';
import { elsewhere, settle } from './stripe.ts';

const TODAY = dayIn('UTC', new Date());
/** The night that looks at today: PayPal lists three hours late. */
const AT = `${dayAfter(TODAY, 2)}T02:30:00.000Z`;
const go = (to: string | number) => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(to) });

beforeEach(async () => {
  await act.everybody();
  await enrolled('coa_1', { roles: ['coach'] });
});
afterEach(() => void vi.useRealTimers());

const found = async () =>
  (await discrepancies.list({ gateway: 'paypal' })).map(({ about, what, day }) => ({ about, what, day }));

/** Both clocks are there, and the night comes. */
async function at(moment: string, { world }: { world: (path: string, body: object) => Promise<void> }) {
  await world('clock', { to: moment });
  go(moment);
  elsewhere();
}
const taken = async (on: Awaited<ReturnType<typeof paypal>>) => {
  const id = await on.paid();
  await act.confirmed(id);
  await settle();
  return id;
};

it('finds nothing where PayPal’s books and ours say the same', async () => {
  const on = await paypal();
  const id = await taken(on);
  await act.giveBack(id, { amountMinor: 1_000 });
  await settle();
  await on.giveBackThere(id, '12.34');
  await on.tellAll();
  await settle();
  await at(AT, on);
  await tick(reconcile, AT);
  expect(await found()).toEqual([]);
});

it('nor in a payout, and what PayPal asks for it', async () => {
  const on = await paypal();
  await call(choose, { as: coach('coa_1'), body: { paypalId: 'FAKEPAYPALABC' } });
  await taken(on);
  const day = dayAfter(TODAY, 22);
  await at(`${day}T06:00:00.000Z`, on);
  await tick(payOut, `${day}T06:00:00.000Z`);
  await settle();
  const night = `${dayAfter(day, 2)}T02:30:00.000Z`;
  await at(night, on);
  await tick(reconcile, night);
  expect(await found()).toEqual([]);
  await discrepanciesOf('paid-out', 'payout-fee', day, night);
});

/** Were they not in our books, they would be found. */
async function discrepanciesOf(...[one, other, day, night]: [string, string, string, string]) {
  const { lines } = await import('#lambdas/payments/records');
  const list = vi.spyOn(lines, 'list').mockResolvedValue([]);
  await tick(reconcile, night.replace('02:30', '02:31'));
  list.mockRestore();
  const about = (await found()).map((each) => `${each.about.split(' ')[1]} ${each.what} ${each.day}`);
  expect(about.sort()).toEqual([`${one} unknown-here ${day}`, `${other} unknown-here ${day}`]);
}

it('finds what we never heard of, and what PayPal never saw, once, wherever it is stopped', async () => {
  const on = await paypal();
  const id = await taken(on);
  await on.giveBackThere(id, '12.34'); // and nobody told us
  await at(AT, on);
  expect(await stoppedAnywhere(reconcile, { at: AT })).toBeGreaterThan(6);
  expect(await found()).toEqual([{ about: expect.stringMatching(/^outside:FAKER/), what: 'unknown-here', day: TODAY }]);
});

it('does not look at a day before PayPal lists all of it', async () => {
  const on = await paypal();
  await at(`${dayAfter(TODAY, 1)}T23:45:00.000Z`, on);
  await taken(on);
  const tooEarly = `${dayAfter(TODAY, 2)}T02:30:00.000Z`;
  await at(tooEarly, on);
  await tick(reconcile, tooEarly);
  expect(await found()).toEqual([]);
  const night = new Date('2026-05-02T02:30:00Z');
  expect([wholeDay('stripe', night), wholeDay('paypal', night)]).toEqual(['2026-05-01', '2026-04-30']);
  expect(wholeDay('paypal', new Date('2026-05-02T03:00:00Z'))).toBe('2026-05-01');
});

it('looks at the one though the other does not answer, and says which', async () => {
  const on = await paypal();
  const id = await taken(on);
  await on.giveBackThere(id, '1.00');
  await at(AT, on);
  const send = vi.spyOn(SSMClient.prototype, 'send');
  send.mockImplementationOnce(() => Promise.reject(new Error('not now')) as never);
  await expect(tick(reconcile, AT)).rejects.toThrow('not now');
  send.mockRestore();
  expect(await found()).toHaveLength(1);
});
