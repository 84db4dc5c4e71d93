import { packs, payments, places } from '#lambdas/payments/records';
import type { Pack, Payment } from '#lambdas/payments/schemas';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';
import { PACK, paid, payment } from './made.ts';

const SINCE = '2026-01-01T00:00:00.000Z';
export const offered = (coachId: string, more: Partial<Pack> = {}) => {
  const pack = { ...PACK, id: 'pck_1', coachId, status: 'offered' as const, since: SINCE, ...more };
  return given(packs.add(pack), places.add({ id: pack.id, owner: coachId, at: SINCE }));
};
export const begunBy = (payerId: string, more: Partial<Payment> = {}) => {
  const one = payment({ payerId, expiresAt: '2099-01-01T00:00:00.000Z', ...more });
  return given(payments.add(one), places.add({ id: one.id, owner: payerId, at: one.createdAt }));
};
