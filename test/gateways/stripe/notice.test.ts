import { describe, expect, it } from 'vitest';
import { noticeOf, stripeNotices } from '#shared/gateways/stripe/notice';
import { signature } from '../../../fakes/stripe/webhooks.ts';
import { published } from './published.ts';

const event = (type: string, object: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  id: 'evt_1',
  object: 'event',
  created: 1_767_000_000,
  type,
  data: { object },
  ...more,
});
const at = '2025-12-29T09:20:00.000Z';

describe('a notice', () => {
  it.each([
    [
      'payment_intent.succeeded',
      { object: 'payment_intent', id: 'pi_1', metadata: { id: 'pay_1' } },
      'payment',
      'pi_1',
      'pay_1',
    ],
    [
      'charge.refunded',
      { object: 'charge', id: 'ch_1', payment_intent: 'pi_1', metadata: {} },
      'payment',
      'pi_1',
      undefined,
    ],
    ['charge.dispute.closed', { object: 'dispute', id: 'dp_1', metadata: {} }, 'dispute', 'dp_1', undefined],
    ['charge.refund.updated', { object: 'refund', id: 're_1', metadata: { id: 'rfd_1' } }, 'refund', 're_1', 'rfd_1'],
    ['refund.failed', { object: 'refund', id: 're_1', metadata: { id: 'rfd_1' } }, 'refund', 're_1', 'rfd_1'],
    [
      'checkout.session.completed',
      { object: 'checkout.session', id: 'cs_1', metadata: { id: 'chk_1' } },
      'checkout',
      'cs_1',
      'chk_1',
    ],
    [
      'customer.subscription.deleted',
      { object: 'subscription', id: 'sub_1', metadata: null },
      'subscription',
      'sub_1',
      undefined,
    ],
    ['invoice.payment_failed', { object: 'invoice', id: 'in_1' }, 'bill', 'in_1', undefined],
    ['transfer.reversed', { object: 'transfer', id: 'tr_1', metadata: { id: 'pyt_1' } }, 'transfer', 'tr_1', 'pyt_1'],
  ])('of %s says which object to read', (type, object, about, ref, ourId) => {
    expect(noticeOf(event(type, object))).toEqual({ id: 'evt_1', type, at, about, ref, ourId, accountRef: undefined });
  });

  it('of a connected account says whose it is', () => {
    const failed = event('payout.failed', { object: 'payout', id: 'po_1' }, { account: 'acct_1' });
    expect(noticeOf(failed)).toMatchObject({ about: 'bank_payout', ref: 'po_1', accountRef: 'acct_1' });
    const updated = event('account.updated', { object: 'account', id: 'acct_1', metadata: { id: 'prv_1' } });
    expect(noticeOf(updated)).toMatchObject({ about: 'account', ref: 'acct_1', ourId: 'prv_1', accountRef: 'acct_1' });
  });

  it.each([
    ['customer.created', { object: 'customer', id: 'cus_1' }],
    ['invoice.upcoming', { object: 'invoice' }],
    ['invoice_payment.paid', { object: 'invoice_payment', id: 'inpay_1' }],
    ['charge.succeeded', { object: 'charge', id: 'ch_1', payment_intent: null }],
    ['payment_intent.succeeded', { object: 'something_new', id: 'x_1' }],
    ['a.type.of.next.year', { object: 'thing', id: 'x_1' }],
  ])('of %s is about nothing that we listen to, and has its id all the same', (type, object) => {
    expect(noticeOf(event(type, object))).toEqual({ id: 'evt_1', type, at, accountRef: undefined });
  });

  it.each([[undefined], [null], ['text'], [{}], [event('x', { object: 'thing' }, { id: 7 })]])(
    'is not made of %j',
    (one) => expect(noticeOf(one)).toBeUndefined(),
  );
});

describe('what is heard', () => {
  const now = new Date();
  const body = JSON.stringify(event('invoice.paid', { object: 'invoice', id: 'in_1' }));
  const hear = stripeNotices(() => ['whsec_platform', 'whsec_connect']);

  it.each(['whsec_platform', 'whsec_connect'])('is believed when %s has signed it', async (secret) => {
    expect(await hear(body, { 'stripe-signature': signature(body, [secret], now) }, now)).toMatchObject({
      ref: 'in_1',
    });
  });

  it('is nothing when another has, or when it is no event', async () => {
    expect(await hear(body, { 'stripe-signature': signature(body, ['whsec_other'], now) }, now)).toBeUndefined();
    expect(await hear(body, {}, now)).toBeUndefined();
    const text = 'no json';
    expect(await hear(text, { 'stripe-signature': signature(text, ['whsec_platform'], now) }, now)).toBeUndefined();
  });
});

describe.skipIf(published === undefined)(
  'Stripe’s published examples (skipped unless STRIPE_API names their folder)',
  () => {
    const told = (type: string, name: string) => noticeOf(event(type, published!.fixtures[name]!));

    it.each([
      ['payment_intent.succeeded', 'payment_intent', 'payment'],
      ['payment_intent.payment_failed', 'payment_intent', 'payment'],
      ['payment_intent.canceled', 'payment_intent', 'payment'],
      ['refund.created', 'refund', 'refund'],
      ['charge.dispute.created', 'dispute', 'dispute'],
      ['checkout.session.completed', 'checkout.session', 'checkout'],
      ['checkout.session.expired', 'checkout.session', 'checkout'],
      ['customer.subscription.created', 'subscription', 'subscription'],
      ['customer.subscription.updated', 'subscription', 'subscription'],
      ['customer.subscription.deleted', 'subscription', 'subscription'],
      ['invoice.paid', 'invoice', 'bill'],
      ['invoice.payment_failed', 'invoice', 'bill'],
      ['account.updated', 'account', 'account'],
      ['transfer.created', 'transfer', 'transfer'],
      ['payout.paid', 'payout', 'bank_payout'],
    ])('as %s are about what they are', (type, name, about) => {
      expect(published!.types).toContain(type);
      expect(told(type, name)).toMatchObject({ about, ref: published!.fixtures[name]!['id'] });
    });

    it('are read whole: an event as published is about nothing of ours', () => {
      expect(noticeOf(published!.fixtures['event'])).toMatchObject({ type: 'plan.created' });
      expect(noticeOf(published!.fixtures['event'])).not.toHaveProperty('about');
    });
  },
);
