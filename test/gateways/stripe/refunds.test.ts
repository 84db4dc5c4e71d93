import { describe, expect, it } from 'vitest';
import { refusal, value } from '../answers.ts';
import { NOW, payment, stage } from './stage.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

describe('a refund', () => {
  const paid = async (card = 'pm_card_visa') => {
    const on = await stage();
    const { ref } = value(await on.gateway.payments.create(payment('pay_1')));
    await on.world(`payments/${ref}/pay`, { card });
    const refund = (id: string, amountMinor: number) =>
      on.gateway.refunds.create({ id, paymentRef: ref, amount: usd(amountMinor), tags: { booking: 'bkg_1' } });
    return { ...on, ref, refund };
  };

  it('gives back parts, never more than was paid, each once', async () => {
    const { gateway, ref, refund } = await paid();
    const half = value(await refund('rfd_1', 5000));
    expect(half).toMatchObject({ id: 'rfd_1', paymentRef: ref, status: 'done', amount: usd(5000) });
    expect(value(await refund('rfd_1', 5000)).ref).toBe(half.ref);
    expect(refusal(await refund('rfd_2', 5001)).reason).toBe('amount_too_large');
    value(await refund('rfd_3', 5000));
    expect(refusal(await refund('rfd_4', 1)).reason).toBe('wrong_state');
    expect(value(await gateway.payments.read(ref))).toMatchObject({ refundedMinor: 10_000 });
    expect(value(await gateway.refunds.find({ id: 'rfd_3', paymentRef: ref }))).toMatchObject({ id: 'rfd_3' });
    expect(value(await gateway.refunds.find({ id: 'rfd_2', paymentRef: ref }))).toBeUndefined();
  });

  it('comes back when the payer’s bank does not take it', async () => {
    const { gateway, world, ref, refund } = await paid('pm_card_refundFail');
    const made = value(await refund('rfd_1', 4000));
    expect(made.status).toBe('done');
    await world('clock', { seconds: 3600 });
    expect(value(await gateway.refunds.read(made.ref))).toMatchObject({ status: 'failed' });
    expect(value(await gateway.payments.read(ref))).toMatchObject({ refundedMinor: 0 });
  });

  it('is refused of what is disputed', async () => {
    const { refund } = await paid('pm_card_createDispute');
    expect(refusal(await refund('rfd_1', 5000)).reason).toBe('wrong_state');
  });
});

describe('a dispute', () => {
  it.each(['won', 'lost'] as const)('takes the money and a fee, and is %s', async (outcome) => {
    const { gateway, world, told } = await stage();
    const { ref } = value(await gateway.payments.create(payment('pay_1')));
    await world(`payments/${ref}/pay`, { card: 'pm_card_createDispute' });
    const [created] = told('charge.dispute.created');
    const disputeRef = created!['data'].object.id;
    expect(value(await gateway.disputes.read(disputeRef))).toMatchObject({
      paymentRef: ref,
      status: 'open',
      amount: usd(10_000),
      fee: usd(1500),
    });
    expect(value(await gateway.payments.read(ref))).toMatchObject({ isDisputed: true });
    await world(`disputes/${disputeRef}/close`, { outcome });
    expect(value(await gateway.disputes.read(disputeRef))).toMatchObject({ status: outcome });
    const until = '2026-01-11T09:00:00.000Z';
    const lines = value(await gateway.balance.list({ from: NOW, until })).items;
    expect(lines.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(outcome === 'won' ? 9680 - 1500 : -320 - 1500);
    expect(lines.map(({ kind }) => kind).reverse()).toEqual(
      outcome === 'won' ? ['payment', 'dispute', 'dispute_returned'] : ['payment', 'dispute'],
    );
  });
});
