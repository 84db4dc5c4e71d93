import { logCraving, setQuitPlan, setSmokingProfile } from '#lambdas/cessation/routes';
import type { Attempt, Craving, Pack, SmokingProfile } from '#lambdas/cessation/schemas';
import { dayIn, days } from '#shared/time';
import { granted } from './client/granted.ts';
import { consent, enter, register } from './client/person.ts';
import type { Deployed } from './machine/deployed.ts';

export const PASSWORD = 'Demo-Password-1';

interface Seeded {
  readonly email: string;
  readonly name: string;
  readonly smoking: Pick<SmokingProfile, 'cigarettesADay' | 'smokingSince'> & { readonly pack: Pack };
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
    name: 'Aliya',
    smoking: {
      cigarettesADay: 20,
      smokingSince: '2012-01-01',
      pack: { price: { amountMinor: 95000, currency: 'KZT' }, cigarettes: 20 },
    },
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
    name: 'Marek',
    smoking: {
      cigarettesADay: 15,
      smokingSince: '1999-01-01',
      pack: { price: { amountMinor: 1850, currency: 'EUR' }, cigarettes: 20 },
    },
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
    name: 'June',
    smoking: {
      cigarettesADay: 10,
      smokingSince: '2016-06-01',
      pack: { price: { amountMinor: 900, currency: 'USD' }, cigarettes: 20 },
    },
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

async function live(
  deployed: Deployed,
  { email, name, zone, method, since, smoking, cravings }: Seeded,
): Promise<void> {
  const isThere = await enter(deployed, email, PASSWORD).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const temporary = await register(deployed, { address: email, name, role: 'client', language: 'en', zone });
  const person = await enter(deployed, email, temporary, PASSWORD);
  await consent(person);
  const { call } = person;
  const ago = (some: number) => new Date(Date.now() - days(some)).toISOString();
  granted(await call(setSmokingProfile, { body: { ...smoking, zone } }));
  granted(await call(setQuitPlan, { body: { quitDate: dayIn(zone, ago(since)), zone, method } }));
  for (const { daysAgo, ...craving } of cravings) {
    granted(await call(logCraving, { body: { ...craving, at: ago(daysAgo) } }));
  }
}
