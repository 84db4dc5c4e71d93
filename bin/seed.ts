import { randomUUID } from 'node:crypto';
import { logCraving, logDay, setQuitPlan, setSmokingProfile } from '#lambdas/cessation/routes';
import { grantMembership } from '#lambdas/membership/routes';
import { dayAfter, dayIn, days } from '#shared/time';
import { makeAdmin } from './client/first-admin.ts';
import { granted } from './client/granted.ts';
import { consent, enter, enterByApi, type Person, register } from './client/person.ts';
import { setUpCodes } from './client/second-factor.ts';
import type { Deployed } from './machine/deployed.ts';
import { admin, people, type Quitting, type Seeded } from './seed/people.ts';

export const PASSWORD = 'Demo-Password-1';
/** More at once are slower: each makes another cold copy of every function it comes to. */
const AT_ONCE = 2;
const PREMIUM_FOR = days(365);

/** As whom one can sign in, and what each is. */
export const population = [
  ...people.map(({ email, role, isPremium }) => ({ email, is: isPremium ? `${role}, Premium` : role })),
  { email: admin.email, is: 'admin' },
];

export interface Seeding {
  /** Whether all of them came just now: then nobody was there before. */
  readonly isNew: boolean;
  /** Of what the admin's app makes its codes, if the admin came just now. */
  readonly adminKey?: string;
}

/** Lets them do what people do, through the API. Whoever is there already has done it. */
export async function seed(deployed: Deployed): Promise<Seeding> {
  const came: { id: string; isPremium: boolean }[] = [];
  const [leading] = await Promise.all([
    newAdmin(deployed),
    fewAtATime(people, async (one) => {
      const id = await settle(deployed, one);
      if (id !== undefined) came.push({ id, isPremium: one.isPremium ?? false });
    }),
  ]);
  if (leading === undefined) return { isNew: false };
  const until = new Date(Date.now() + PREMIUM_FOR).toISOString();
  for (const { id } of came.filter(({ isPremium }) => isPremium)) {
    const body = { personId: id, plan: 'premium' as const, until };
    granted(await leading.program.call(grantMembership, { body, key: randomUUID() }));
  }
  return { isNew: came.length === people.length, adminKey: leading.key };
}

const isThere = (deployed: Deployed, email: string) =>
  enter(deployed, email, PASSWORD).then(
    () => true,
    () => false,
  );

/** Their id, if they came just now. */
async function settle(deployed: Deployed, one: Seeded): Promise<string | undefined> {
  const { email, name, role, language, zone, quitting } = one;
  if (await isThere(deployed, email)) return undefined;
  const temporary = await register(deployed, { address: email, name, role, language, zone });
  const person = await enter(deployed, email, temporary, PASSWORD);
  await consent(person, role === 'client' ? 'health-data' : 'terms');
  if (quitting) await quit(person, zone, quitting);
  return person.id;
}

async function quit({ call }: Person, zone: string, { smoking, quitIn, method, days: told, cravings }: Quitting) {
  const now = new Date();
  const today = dayIn(zone, now);
  granted(await call(setSmokingProfile, { body: { ...smoking, zone } }));
  granted(await call(setQuitPlan, { body: { quitDate: dayAfter(today, quitIn), zone, method } }));
  for (const [index, cigarettes] of told.entries()) {
    granted(await call(logDay, { params: { date: dayAfter(today, -index - 1) }, body: { cigarettes } }));
  }
  for (const { daysAgo, ...craving } of cravings) {
    const at = new Date(now.getTime() - days(daysAgo)).toISOString();
    granted(await call(logCraving, { body: { ...craving, at } }));
  }
}

/** The admin at their program, with the second factor that admins need; unless they have been there. */
async function newAdmin(deployed: Deployed): Promise<{ key: string; program: Person } | undefined> {
  const { email, name } = admin;
  if (await isThere(deployed, email)) return undefined;
  await enter(deployed, email, await makeAdmin(deployed, email, name), PASSWORD);
  const { tokens } = await enterByApi(deployed, email, PASSWORD);
  const { key, codes } = await setUpCodes(deployed, tokens);
  return { key, program: await enterByApi(deployed, email, PASSWORD, codes) };
}

/** All of them, and never more than a few at once. */
async function fewAtATime<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
