import { describe, expect, it } from 'vitest';
import { balance as balanceOf } from '#shared/gateways/paypal/balance';
import { paypal } from '#shared/gateways/paypal/client';
import { refusal, value } from '../answers.ts';
import { stage, usd } from './stage.ts';

const HOUR = 3_600_000;
const on = (ms: number) => new Date(ms).toISOString();

/** Something was paid, a part given back, some sent on, and that came back. */
async function lived() {
  const here = await stage();
  const { captured, refunds, transfers, world } = here;
  const paymentRef = await captured();
  const refund = value(await refunds.create({ id: 'rfd_1', paymentRef, amount: usd(1000), tags: {} }));
  const sent = value(await transfers.create({ id: 'out_1', accountRef: 'PAYERFAKE1', amount: usd(5000), tags: {} }));
  await world(`payouts/${sent.ref}/come-back`);
  const now = Date.now();
  const stretch = { from: on(now - HOUR), until: on(now + HOUR) };
  return { ...here, refund, stretch, later: () => world('clock', { to: on(now + 4 * HOUR) }) };
}

describe('PayPal’s own books', () => {
  it('list in our words what moved, by our ids, some hours later', async () => {
    const { balance, refund, stretch, later } = await lived();
    expect(value(await balance.list(stretch))).toEqual({ items: [] });
    await later();
    const { items, cursor } = value(await balance.list(stretch));
    expect([items, cursor]).toMatchObject([
      [
        { kind: 'payment', id: 'pay_1', grossMinor: 10_050, feeMinor: 400, netMinor: 9_650, currency: 'USD' },
        { kind: 'refund', id: 'rfd_1', ref: refund.ref, sourceRef: refund.ref, grossMinor: -1_000, feeMinor: 0 },
        { kind: 'transfer', id: 'out_1', grossMinor: -5_000, feeMinor: 100, netMinor: -5_100 },
        { kind: 'transfer_returned', id: 'out_1', grossMinor: 5_000 },
      ],
      undefined,
    ]);
    expect(items.every(({ createdAt }) => createdAt >= stretch.from && createdAt.endsWith('.000Z'))).toBe(true);
  });

  it('are read page by page', async () => {
    const { settings, stretch, later } = await lived();
    await later();
    const twoByTwo = balanceOf(paypal(settings), 2);
    const first = value(await twoByTwo.list(stretch));
    const second = value(await twoByTwo.list({ ...stretch, cursor: first.cursor }));
    expect([first.items.length, first.cursor, second.items.length, second.cursor]).toEqual([2, '2', 2, undefined]);
    expect(new Set([...first.items, ...second.items].map(({ ref }) => ref)).size).toBe(4);
  });

  it('are refused for more than 31 days', async () => {
    const { balance } = await stage();
    const said = await balance.list({ from: '2026-01-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' });
    expect(refusal(said).reason).toBe('invalid');
  });

  it.each([
    ['T0006', '1.00', 'S', 'payment'],
    ['T0006', '1.00', 'V', 'payment'],
    ['T0401', '-1.00', 'S', 'payout'],
    ['T0300', '1.00', 'S', 'payout_returned'],
    ['T1201', '-1.00', 'S', 'dispute'],
    ['T1106', '-1.00', 'S', 'dispute'],
    ['T0106', '-1.00', 'S', 'fee'],
    ['T1900', '-1.00', 'S', 'other'],
    ['T0006', '1.00', 'P', undefined],
    ['T0006', '1.00', 'D', undefined],
  ])('call %s of %s, when it stands at %s, a %s', async (code, amount, status, kind) => {
    const info = {
      transaction_id: 'FAKE1',
      transaction_event_code: code,
      transaction_initiation_date: '2026-01-02T03:04:05+0000',
      transaction_amount: { currency_code: 'USD', value: amount },
      transaction_status: status,
    };
    const said = { transaction_details: [{ transaction_info: info }], page: 1, total_pages: 1 };
    const { list } = balanceOf(async () => ({ kind: 'answer', value: said }));
    const { items } = value(await list({ from: '', until: '' }));
    expect(items.map((line) => [line.kind, line.createdAt])).toEqual(kind ? [[kind, '2026-01-02T03:04:05.000Z']] : []);
  });
});
