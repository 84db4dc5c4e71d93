import { describe, expect, it } from 'vitest';
import { refusal, value } from '../answers.ts';
import { NOW, payment, stage } from './stage.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

describe('a payment', () => {
  it('waits for its payer, is paid, and says what the gateway kept', async () => {
    const { gateway, world } = await stage();
    const made = value(await gateway.payments.create(payment('pay_1')));
    expect(made).toMatchObject({
      id: 'pay_1',
      status: 'awaiting_payer',
      amount: usd(10_000),
      receivedMinor: 0,
      createdAt: NOW,
      tags: { booking: 'bkg_1' },
      fee: undefined,
    });
    expect(made.clientSecret).toMatch(made.ref);
    await world(`payments/${made.ref}/pay`, { card: 'pm_card_visa' });
    expect(value(await gateway.payments.read(made.ref))).toMatchObject({
      status: 'succeeded',
      receivedMinor: 10_000,
      refundedMinor: 0,
      fee: usd(320),
      isDisputed: false,
    });
  });

  it('is made once, however often it is asked for under our id', async () => {
    const { gateway, told } = await stage();
    const once = value(await gateway.payments.create(payment('pay_1')));
    expect(value(await gateway.payments.create(payment('pay_1'))).ref).toBe(once.ref);
    expect(told('payment_intent.created')).toHaveLength(1);
    expect(refusal(await gateway.payments.create(payment('pay_1', { amount: usd(200) })))).toEqual({
      reason: 'other_request',
    });
  });

  it('is forgotten as a key after a day, and found by our id', async () => {
    const { gateway, world } = await stage();
    const once = value(await gateway.payments.create(payment('pay_1')));
    await world('clock', { days: 1 });
    expect(value(await gateway.payments.find('pay_1'))?.ref).toBe(once.ref);
    expect(value(await gateway.payments.find('pay_2'))).toBeUndefined();
    expect(value(await gateway.payments.create(payment('pay_1'))).ref).not.toBe(once.ref);
  });

  it('is not found before the index has taken it in', async () => {
    const { gateway, world } = await stage({ searchLag: 60 });
    await gateway.payments.create(payment('pay_1'));
    expect(value(await gateway.payments.find('pay_1'))).toBeUndefined();
    await world('clock', { seconds: 60 });
    expect(value(await gateway.payments.find('pay_1'))).toMatchObject({ id: 'pay_1' });
  });

  it.each([
    ['pm_card_chargeDeclined', 'declined'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedStolenCard', 'declined'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'wrong_code'],
    ['pm_card_chargeDeclinedProcessingError', 'try_again'],
    ['pm_card_visa_chargeDeclinedVelocityLimitExceeded', 'limit_exceeded'],
  ])('with %s is refused as %s, and can be tried again with another card', async (card, decline) => {
    const { gateway } = await stage();
    const { ref } = value(await gateway.payments.create(payment('pay_1')));
    const tried = await gateway.payments.confirm({ id: 'pay_1', tryId: 'try_1', ref, instrument: card });
    expect(refusal(tried)).toEqual({ reason: 'declined', decline });
    expect(value(await gateway.payments.read(ref))).toMatchObject({ status: 'awaiting_payer', decline });
    expect(await gateway.payments.confirm({ id: 'pay_1', tryId: 'try_1', ref, instrument: card })).toEqual(tried);
    const again = { id: 'pay_1', tryId: 'try_2', ref, instrument: 'pm_card_visa' };
    expect(value(await gateway.payments.confirm(again))).toMatchObject({ status: 'succeeded', decline: undefined });
  });

  it.each([
    [true, 'succeeded', undefined],
    [false, 'awaiting_payer', 'authentication_failed'],
  ])('waits for the payer’s bank: %s', async (passed, status, decline) => {
    const { gateway, world } = await stage();
    const { ref } = value(await gateway.payments.create(payment('pay_1', { returnUrl: 'https://app.example.com/' })));
    const instrument = 'ctoken_pm_card_threeDSecure2Required';
    const returnUrl = 'https://app.example.com/paid';
    const asked = value(await gateway.payments.confirm({ id: 'pay_1', tryId: 'try_1', ref, instrument, returnUrl }));
    expect(asked.status).toBe('awaiting_action');
    expect(await (await fetch(asked.actionUrl!)).text()).toContain('a fake of Stripe');
    await world(`payments/${ref}/authenticate`, { passed });
    expect(value(await gateway.payments.read(ref))).toMatchObject({ status, decline });
  });

  it('is held, and captured in part', async () => {
    const { gateway } = await stage();
    const { ref } = value(await gateway.payments.create(payment('pay_1', { captureLater: true })));
    const held = await gateway.payments.confirm({ id: 'pay_1', tryId: 'try_1', ref, instrument: 'pm_card_visa' });
    expect(value(held)).toMatchObject({ status: 'authorised', receivedMinor: 0 });
    expect(refusal(await gateway.payments.capture({ id: 'cap_1', ref, amount: usd(10_001) }))).toEqual({
      reason: 'amount_too_large',
    });
    expect(value(await gateway.payments.capture({ id: 'cap_2', ref, amount: usd(4000) }))).toMatchObject({
      status: 'succeeded',
      receivedMinor: 4000,
      fee: usd(146),
    });
  });

  it('is cancelled before it is paid, and not after', async () => {
    const { gateway, world } = await stage();
    const one = value(await gateway.payments.create(payment('pay_1')));
    expect(value(await gateway.payments.cancel({ id: 'pay_1', ref: one.ref }))).toMatchObject({ status: 'cancelled' });
    const other = value(await gateway.payments.create(payment('pay_2')));
    await world(`payments/${other.ref}/pay`, { card: 'pm_card_visa' });
    expect(refusal(await gateway.payments.cancel({ id: 'pay_2', ref: other.ref }))).toEqual({ reason: 'wrong_state' });
  });

  it('is refused where it is too small, too large, or not there', async () => {
    const { gateway } = await stage();
    const asked = async (amountMinor: number) =>
      refusal(await gateway.payments.create(payment(`pay_${amountMinor}`, { amount: usd(amountMinor) }))).reason;
    expect(await asked(49)).toBe('amount_too_small');
    expect(await asked(100_000_000)).toBe('amount_too_large');
    expect(await asked(-5)).toBe('invalid');
    expect(refusal(await gateway.payments.read('pi_none')).reason).toBe('not_found');
  });

  it('is listed by when it was begun, page by page', async () => {
    const { gateway, world } = await stage();
    for (let number = 0; number < 101; number += 1) await gateway.payments.create(payment(`pay_${number}`));
    await world('clock', { days: 1 });
    await gateway.payments.create(payment('pay_next'));
    const day = { from: NOW, until: '2026-01-11T09:00:00.000Z' };
    const first = value(await gateway.payments.list(day));
    const second = value(await gateway.payments.list({ ...day, cursor: first.cursor }));
    expect(first.items).toHaveLength(100);
    expect(second.cursor).toBeUndefined();
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 101 }, (_, number) => `pay_${100 - number}`));
  });
});

describe('a doubt', () => {
  it.each([
    ['unheard', 'no_answer', false],
    ['answer_lost', 'no_answer', true],
    ['broken', 'broken', false],
    ['busy', 'busy', false],
  ])('is told when the request is %s', async (how, why, happened) => {
    const { gateway, world } = await stage();
    await world('faults', { route: 'POST /v1/payment_intents', how });
    expect(await gateway.payments.create(payment('pay_1'))).toEqual({ kind: 'doubt', why });
    expect(value(await gateway.payments.find('pay_1')) !== undefined).toBe(happened);
    await gateway.payments.create(payment('pay_1'));
    const all = value(await gateway.payments.list({ from: NOW, until: '2026-01-11T09:00:00.000Z' }));
    expect(all.items).toHaveLength(1);
  });

  it('is no doubt when our key is none', async () => {
    const { url } = await stage();
    const { stripeGateway } = await import('#shared/gateways/stripe/gateway');
    const gateway = stripeGateway({ key: 'sk_live_wrong', host: url });
    expect(refusal(await gateway.payments.read('pi_1')).reason).toBe('not_allowed');
  });
});
