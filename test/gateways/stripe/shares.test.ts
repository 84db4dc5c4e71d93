import { describe, expect, it } from 'vitest';
import { refusal, value } from '../answers.ts';
import { NOW, payment, stage } from './stage.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

/** A provider with an account, and a payment that has settled. */
async function market({ bankFails = false } = {}) {
  const on = await stage();
  const { accounts, payments } = on.gateway;
  const account = value(await accounts.create({ id: 'prv_1', country: 'US', email: 'coach@example.com' }));
  const urls = { returnUrl: 'https://app.example.com/done', refreshUrl: 'https://app.example.com/again' };
  const onboard = async () => {
    const { url } = value(await accounts.onboarding({ ref: account.ref, ...urls }));
    const body = new URLSearchParams({ bank: bankFails ? 'fails' : 'takes' });
    return fetch(url, { method: 'POST', body, redirect: 'manual' });
  };
  const { ref } = value(await payments.create(payment('pay_1')));
  await on.world(`payments/${ref}/pay`, { card: 'pm_card_visa' });
  const transfer = (id: string, amountMinor: number) =>
    on.gateway.transfers.create({ id, accountRef: account.ref, amount: usd(amountMinor), tags: { provider: 'prv_1' } });
  return { ...on, accounts, account, onboard, transfer, paymentRef: ref };
}

describe('a connected account', () => {
  it('cannot be paid before its owner has told all', async () => {
    const { accounts, account, onboard, transfer, world, told } = await market();
    await world('clock', { days: 3 });
    expect(account).toMatchObject({ id: 'prv_1', payoutsEnabled: false, transfersEnabled: false, isComplete: false });
    expect(account.missing).toBeGreaterThan(0);
    expect(refusal(await transfer('pyt_1', 100)).reason).toBe('account_not_ready');
    expect((await onboard()).headers.get('location')).toBe('https://app.example.com/done');
    expect(value(await accounts.read(account.ref))).toMatchObject({
      payoutsEnabled: true,
      transfersEnabled: true,
      isComplete: true,
      missing: 0,
    });
    expect(told('account.updated')).toMatchObject([{ account: account.ref }]);
  });
});

describe('a transfer', () => {
  it('moves what is available, once, and goes on to the bank', async () => {
    const { gateway, accounts, account, onboard, transfer, world, told } = await market();
    await onboard();
    expect(refusal(await transfer('pyt_0', 8210)).reason).toBe('balance_too_low');
    await world('clock', { days: 2 });
    const made = value(await transfer('pyt_1', 8210));
    expect(made).toMatchObject({ id: 'pyt_1', accountRef: account.ref, amount: usd(8210), returnedMinor: 0 });
    expect(value(await transfer('pyt_1', 8210)).ref).toBe(made.ref);
    expect(value(await gateway.transfers.find('pyt_1'))).toMatchObject({ ref: made.ref, tags: { provider: 'prv_1' } });
    expect(value(await gateway.transfers.find('pyt_2'))).toBeUndefined();
    await world('clock', { days: 2 });
    const [arrived] = told('payout.paid');
    const bankPayout = { ref: arrived!['data'].object.id, accountRef: account.ref };
    expect(value(await accounts.readBankPayout(bankPayout))).toMatchObject({ status: 'arrived', amount: usd(8210) });
    expect(refusal(await accounts.readBankPayout({ ...bankPayout, accountRef: 'acct_other' })).reason).toBe(
      'not_found',
    );
  });

  it('fails at the bank: the money is the account’s, and can be taken back', async () => {
    const { gateway, accounts, account, onboard, transfer, world, told } = await market({ bankFails: true });
    await onboard();
    await world('clock', { days: 2 });
    const { ref } = value(await transfer('pyt_1', 5000));
    await world('clock', { days: 3 });
    expect(told('payout.failed')).toMatchObject([{ account: account.ref }]);
    expect(value(await accounts.read(account.ref))).toMatchObject({ payoutsEnabled: false });
    const reversal = { id: 'rev_1', ref, amount: usd(2000) };
    const { ref: reversed } = value(await gateway.transfers.reverse(reversal));
    expect(value(await gateway.transfers.reverse(reversal)).ref).toBe(reversed);
    expect(value(await gateway.transfers.findReversal({ id: 'rev_1', ref }))).toEqual({ ref: reversed });
    expect(value(await gateway.transfers.findReversal({ id: 'rev_2', ref }))).toBeUndefined();
    expect(value(await gateway.transfers.read(ref))).toMatchObject({ returnedMinor: 2000 });
    expect(refusal(await gateway.transfers.reverse({ id: 'rev_3', ref, amount: usd(3001) })).reason).toBe(
      'amount_too_large',
    );
  });

  it('cannot be taken back from who has it in the bank', async () => {
    const { gateway, onboard, transfer, world } = await market();
    await onboard();
    await world('clock', { days: 2 });
    const { ref } = value(await transfer('pyt_1', 5000));
    await world('clock', { days: 2 });
    expect(refusal(await gateway.transfers.reverse({ id: 'rev_1', ref, amount: usd(1) })).reason).toBe(
      'balance_too_low',
    );
  });
});

describe('the gateway’s books', () => {
  it('list each line with its fee, its cause and our id of that', async () => {
    const { gateway, onboard, transfer, world, paymentRef } = await market();
    await onboard();
    value(await gateway.refunds.create({ id: 'rfd_1', paymentRef, amount: usd(1000), tags: {} }));
    await world('clock', { days: 2 });
    value(await transfer('pyt_1', 5000));
    const { items } = value(await gateway.balance.list({ from: NOW, until: '2026-02-01T00:00:00.000Z' }));
    expect(
      items.map(({ kind, id, grossMinor, feeMinor, netMinor }) => [kind, id, grossMinor, feeMinor, netMinor]),
    ).toEqual([
      ['transfer', 'pyt_1', -5000, 0, -5000],
      ['refund', 'rfd_1', -1000, 0, -1000],
      ['payment', 'pay_1', 10_000, 320, 9680],
    ]);
    expect(items[2]).toMatchObject({ sourceRef: paymentRef, createdAt: NOW, availableAt: '2026-01-12T09:00:00.000Z' });
    await world('settle', { currency: 'usd' });
    const after = value(
      await gateway.balance.list({ from: '2026-01-12T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' }),
    );
    expect(after.items.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([
      ['payout', -3680],
      ['transfer', -5000],
    ]);
  });
});
