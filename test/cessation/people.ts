import { vi } from 'vitest';
import { handler as setQuitPlan } from '#lambdas/cessation/set-quit-plan';
import { handler as setSmokingProfile } from '#lambdas/cessation/set-smoking-profile';
import { call, client, enrolled } from '../kit/index.ts';

export const ZONE = 'Asia/Almaty';
export const profile = {
  zone: ZONE,
  cigarettesADay: 20,
  smokingSince: '2006-01-01',
  pack: { price: { amountMinor: 80_000, currency: 'KZT' }, cigarettes: 20 },
} as const;

export const habits = {
  firstCigarette: 'within_5_minutes',
  hardWhereForbidden: true,
  hardestToGiveUp: 'first_of_the_day',
  moreInTheMorning: false,
  whenIllInBed: false,
} as const;

/** The clock stands where a test puts it. */
export const at = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });

/** Signed up, and agreed to tell us of their health. */
export const consenting = (id: string) => enrolled(id, { roles: ['client'], consents: ['health-data/2026-01'] });

/** Somebody who told how they smoke and when they stop. */
export async function quitter(id: string, quitDate: string, more: { zone?: string } = {}): Promise<void> {
  await consenting(id);
  const { zone = ZONE } = more;
  await call(setSmokingProfile, { as: client(id), body: { ...profile, zone } });
  await call(setQuitPlan, { as: client(id), body: { quitDate, zone, method: 'abrupt' } });
}
