import { handler as cancel } from '#lambdas/payments/cancel-payment';
import { handler as confirm } from '#lambdas/payments/confirm-payment';
import { handler as create } from '#lambdas/payments/create-payment';
import { paymentOf } from '#lambdas/payments/decisions';
import { handler as sweep } from '#lambdas/payments/every-five-minutes-settle';
import { handler as get } from '#lambdas/payments/get-payment';
import { handler as grant } from '#lambdas/payments/grant-refund';
import { entries, holdings } from '#lambdas/payments/records';
import { handler as refund } from '#lambdas/payments/refund-payment';
import { forgetSettings } from '#shared/gateways/settings';
import { admin, call, client, enrolled, tick } from '../kit/index.ts';
import { restore } from '../kit/tables.ts';
import { adminOf } from '../membership/admins.ts';
import { offered } from './examples.ts';
import { balances, PACK } from './made.ts';
import { forget, stripe } from './stripe.ts';

/* What people do with payments, as their client programs ask for it. */

let keys = 0;
const key = () => `key-${keys++}`;
export const as = client('cli_1');
const body = { subject: { kind: 'pack', id: 'pck_1' }, gateway: 'stripe', amount: PACK.price } as const;

/** A coach with a pack, a client, an admin, and nothing heard yet. */
export async function everybody(): Promise<void> {
  await stripe();
  forget();
  await enrolled('cli_1', { roles: ['client'] });
  await adminOf('adm_1');
  await offered('coa_1');
}

export async function everybodyAnew(): Promise<void> {
  await restore();
  await everybody();
}

export const begin = (more: object = {}, withKey = key()) =>
  call(create, { as, key: withKey, body: { ...body, ...more } });
export const begun = async () => (await begin()).body.payment.id;
export const pay = (id: string, instrument = 'pm_card_visa') =>
  call(confirm, { as, key: key(), params: { id }, body: { instrument, returnUrl: 'https://app.example.com/paid' } });
/** Where nothing of theirs is needed any more: they approved it elsewhere. */
/** On a machine that has not asked this gateway before. */
export const confirmed = (id: string) => {
  forgetSettings();
  return call(confirm, { as, key: key(), params: { id }, body: {} });
};
export const paid = async () => {
  const id = await begun();
  await pay(id);
  return id;
};
export const drop = (id: string) => call(cancel, { as, params: { id } });
export const haveBack = (id: string) => call(refund, { as, key: key(), params: { id } });
export const giveBack = (paymentId: string, more: object = {}) =>
  call(grant, { as: admin('adm_1'), key: key(), body: { paymentId, feeBorneBy: 'platform', ...more } });
export const look = (id: string) => call(get, { as, params: { id } });
export const sweeps = (at: string) => tick(sweep, at);
export const refOf = async (id: string) => (await paymentOf(id))!.ref!;

/** How it stands, what it has booked and what is left of what was bought, without the ids that are drawn anew each time. */
export async function standing(id: string) {
  const [payment, booked, held] = await Promise.all([
    paymentOf(id),
    entries.list({ about: id }),
    holdings.list({ clientId: 'cli_1' }),
  ]);
  return {
    status: payment!.status,
    refunds: payment!.refunds.map(({ status, shares }) => ({ status, shares })),
    outside: payment!.outside.map(({ status, amountMinor }) => ({ status, amountMinor })),
    disputes: payment!.disputes.map(({ status, feeMinor }) => ({ status, feeMinor })),
    booked: booked.map(({ movement }) => movement).sort(),
    balances: balances(booked),
    left: held.filter(({ paymentId }) => paymentId === id).map(({ left }) => left),
  };
}
