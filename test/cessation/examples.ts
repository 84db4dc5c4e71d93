import { fresh, withPlan, withProfile } from '#lambdas/cessation/domain/progress';
import type { SmokingProfile } from '#lambdas/cessation/profile-schemas';
import { attempts, cravings, dayLogs, lapses, profiles, progresses, strategies } from '#lambdas/cessation/records';
import type { Attempt } from '#lambdas/cessation/schemas';
import { dayAfter, dayIn, monthsAfter } from '#shared/time';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';
import { habits, profile, ZONE } from './people.ts';

const now = new Date();
const today = dayIn(ZONE, now);

function quitter(clientId: string, quitDate: string, more: Partial<Attempt> = {}) {
  const attempt: Attempt = {
    id: 'att_1',
    clientId,
    startedAt: `${dayAfter(quitDate, -3)}T06:00:00.000Z`,
    quitDate,
    zone: ZONE,
    method: 'abrupt',
    status: 'running',
    ...more,
  };
  const { pack, ...told } = profile;
  const smoked: SmokingProfile = {
    ...told,
    clientId,
    habits,
    packs: [{ ...pack, from: quitDate }],
    completedAt: now.toISOString(),
  };
  const progress = withPlan(withProfile(fresh(clientId, ZONE, quitDate), smoked), attempt);
  return { attempt, smoked, progress };
}

/** In the middle of an attempt. */
const quitting = (clientId: string, quitDate = today) => {
  const { attempt, smoked, progress } = quitter(clientId, quitDate);
  return given(attempts.add(attempt), profiles.add(smoked), progresses.add(progress));
};

/** Told a day, a craving and a slip, and has a strategy. */
const lived = (clientId: string) => {
  const { attempt, smoked, progress } = quitter(clientId, dayAfter(today, -3));
  const at = now.toISOString();
  const telling = { clientId, at, date: today, trigger: 'stress' } as const;
  const strategy = { edition: 1, lines: [] };
  const inputs = {
    cigarettesADay: 20,
    motives: [],
    triggers: [],
    earlierAttempts: 0,
    method: 'abrupt',
    daysUntilQuit: 0,
  } as const;
  return given(
    attempts.add(attempt),
    profiles.add(smoked),
    progresses.add({ ...progress, days: [{ date: today, slips: 1, lastSlip: at }] }),
    dayLogs.add({ id: 'day_1', clientId, date: today, cigarettes: 1, loggedAt: at, backDated: false }),
    cravings.add({ ...telling, id: 'crv_1', intensity: 5, smoked: true }),
    lapses.add({ ...telling, id: 'lps_1', cigarettes: 1 }),
    strategies.add({
      clientId,
      attemptId: 'att_1',
      madeAt: at,
      inputs: { ...inputs, motives: [], triggers: [] },
      strategy,
    }),
  );
};

const telling = { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee' } as const;

export const setSmokingProfile: Example = { body: { ...profile, habits }, given: quitting, owned: 'key' };
export const getSmokingProfile: Example = { given: quitting, owned: 'key' };

export const setQuitPlan: Example = {
  body: { quitDate: today, zone: ZONE, method: 'abrupt' },
  given: (clientId) => given(profiles.add(quitter(clientId, today).smoked)),
  owned: 'key',
};
export const getQuitPlan: Example = { given: lived, owned: 'key' };
export const getStrategy: Example = { given: lived, owned: 'key' };
export const giveUpAttempt: Example = { given: quitting, owned: 'key' };
export const listAttempts: Example = { given: quitting, owned: 'key' };

export const logDay: Example = {
  params: { date: today },
  body: { cigarettes: 3, mood: 4, craving: 7, aids: ['gum'] },
  given: quitting,
  owned: 'key',
};
export const listDays: Example = { given: lived, owned: 'key' };

export const logCraving: Example = { body: { ...telling, intensity: 7, smoked: true }, owned: 'key' };
export const listCravings: Example = { given: lived, owned: 'key' };

export const tellLapse: Example = {
  body: { ...telling, at: now.toISOString(), cigarettes: 2 },
  given: quitting,
  owned: 'key',
};
export const getRecoveryStep: Example = { given: lived, owned: 'key' };
export const getHelpNow: Example = { query: { trigger: 'stress', country: 'KZ' }, owned: 'everybody' };
export const getCrisisHelp: Example = { query: { country: 'KZ' }, owned: 'everybody' };
export const getRecoveryTimeline: Example = { given: quitting, owned: 'key' };

const openFollowUp = {
  attemptId: 'att_1',
  months: 1,
  answer: { smokedLast7Days: false, smokedLast30Days: false, cigarettesSinceGrace: 0, wasBack: false },
} as const;
const aMonthIn = (clientId: string) => quitting(clientId, monthsAfter(today, -1));
export const listFollowUps: Example = { given: aMonthIn, owned: 'key' };
export const answerFollowUp: Example = { body: openFollowUp, given: aMonthIn, owned: 'key' };

export const recordDeath: Example = {
  body: { clientId: 'cli_died', on: today },
  given: () => quitting('cli_died'),
  owned: 'authority',
};

export const getSummary: Example = { given: quitting, owned: 'key' };
export const getTrends: Example = { given: lived, owned: 'key' };
