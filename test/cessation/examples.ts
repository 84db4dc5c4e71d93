import { fresh, withPlan } from '#lambdas/cessation/domain/progress';
import { progresses } from '#lambdas/cessation/records';
import { dayIn } from '#shared/time';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';
import { profile, ZONE } from './people.ts';

const today = dayIn(ZONE, new Date());
const quitting = (clientId: string) => {
  const plan = { id: 'att_1', quitDate: today, zone: ZONE };
  return given(progresses.add(withPlan(fresh(clientId, ZONE), plan)));
};

export const setSmokingProfile: Example = { body: profile, owned: 'key' };

export const setQuitPlan: Example = { body: { quitDate: today, zone: ZONE, method: 'abrupt' }, owned: 'key' };

export const logDay: Example = {
  params: { date: today },
  body: { cigarettes: 3, mood: 4, craving: 7 },
  given: quitting,
  owned: 'key',
};

export const logCraving: Example = {
  body: { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true },
  owned: 'key',
};

export const getSummary: Example = { given: quitting, owned: 'key' };

export const getTrends: Example = { given: quitting, owned: 'key' };
