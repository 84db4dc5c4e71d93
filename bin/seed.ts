import { logCraving, setQuitPlan } from '#lambdas/cessation/routes';
import type { Attempt, Craving } from '#lambdas/cessation/schemas';
import { dayIn, days } from '#shared/time';
import { granted } from './client/granted.ts';
import { account, enter, TEMPORARY } from './client/person.ts';
import type { Deployed } from './machine/deployed.ts';

export const PASSWORD = 'Demo-Password-1';

interface Seeded {
  readonly email: string;
  readonly zone: string;
  readonly method: Attempt['method'];
  /** How many days ago they stopped. */
  readonly since: number;
  readonly cravings: readonly (Pick<Craving, 'trigger' | 'intensity' | 'smoked'> & { readonly daysAgo: number })[];
}

/** Three people at three places of the way; the further along, the rarer and the weaker the urge. */
export const people: readonly Seeded[] = [
  {
    email: 'aliya@example.com',
    zone: 'Asia/Almaty',
    method: 'abrupt',
    since: 1,
    cravings: [
      { daysAgo: 1, trigger: 'coffee', intensity: 8, smoked: false },
      { daysAgo: 0.5, trigger: 'stress', intensity: 9, smoked: true },
      { daysAgo: 0.1, trigger: 'meal', intensity: 6, smoked: false },
    ],
  },
  {
    email: 'marek@example.com',
    zone: 'Europe/Warsaw',
    method: 'gradual',
    since: 9,
    cravings: [
      { daysAgo: 8, trigger: 'company', intensity: 7, smoked: false },
      { daysAgo: 5, trigger: 'alcohol', intensity: 8, smoked: false },
      { daysAgo: 2, trigger: 'boredom', intensity: 3, smoked: false },
    ],
  },
  {
    email: 'june@example.com',
    zone: 'America/Chicago',
    method: 'abrupt',
    since: 27,
    cravings: [
      { daysAgo: 20, trigger: 'stress', intensity: 5, smoked: false },
      { daysAgo: 4, trigger: 'coffee', intensity: 2, smoked: false },
    ],
  },
];

/** Lets them do what people do, through the API. Whoever is there already has done it. */
export const seed = (deployed: Deployed) => Promise.all(people.map((one) => live(deployed, one)));

async function live(deployed: Deployed, { email, zone, method, since, cravings }: Seeded): Promise<void> {
  const isThere = await enter(deployed, email, PASSWORD).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await account(deployed, email, ['client']);
  const { call } = await enter(deployed, email, TEMPORARY, PASSWORD);
  const ago = (some: number) => new Date(Date.now() - days(some)).toISOString();
  granted(await call(setQuitPlan, { body: { quitDate: dayIn(zone, ago(since)), zone, method } }));
  for (const { daysAgo, ...craving } of cravings) {
    granted(await call(logCraving, { body: { ...craving, at: ago(daysAgo) } }));
  }
}
