import { kebab, modules } from '#lib/modules';
import type { Endpoint } from '#shared/http/endpoint';
import type { Role, Route } from '#shared/http/route';
import { pool } from '#shared/users/pool';
import { enrolled, type Token } from '../kit/index.ts';
import { pass } from '../kit/wire.ts';
import type { Example } from './example.ts';

/** A gateway's call has no person behind it, but a signature: each has tests of its own. */
const ofPeople = (routes: Readonly<Record<string, Route>>) =>
  Object.entries(routes).filter(([, { audience }]) => !audience.includes('gateway'));

/** Every route of every module with its handler and its example, by the name of its contract. */
export const entries = (
  await Promise.all(
    modules.map(async ({ name: module, routes = {} }) => {
      const examples: Readonly<Record<string, Example>> = await import(`../${module}/examples.ts`);
      return Promise.all(
        ofPeople(routes).map(async ([name, route]) => {
          const { handler } = await import(`../../lambdas/${module}/${kebab(name)}.ts`);
          const example = examples[name];
          if (!example) throw new Error(`${name} has no example in test/${module}/examples.ts`);
          return { name, module, route: route as Route, handler: handler as Endpoint, example };
        }),
      );
    }),
  )
).flat();

export const ROLES = ['client', 'coach', 'owner', 'admin'] as const satisfies readonly Role[];

/** Somebody who holds everything that a route can ask for but its roles, and these. */
export async function person(id: string, { audience, consent, entitlement }: Route, ...roles: Role[]): Promise<Token> {
  await enrolled(id, {
    roles,
    consents: consent ? [consent] : [],
    entitlements: entitlement ? [entitlement.feature] : [],
    staffOf: audience.includes('staff') ? ['bus_1'] : [],
  });
  return { id, groups: roles };
}

/** Plays the user pool: it says of everybody whether they have a second factor. */
export function playPool(hasFactor: boolean) {
  const UserMFASettingList = hasFactor ? ['SOFTWARE_TOKEN_MFA'] : [];
  const said = { output: { UserMFASettingList, $metadata: {} }, response: {} } as any;
  const out = { rights: ['pool:AdminGetUser'], isFirst: false };
  pool.middlewareStack.add(
    () => () =>
      pass(
        () => out,
        async () => said,
      ),
    {
      step: 'initialize',
      name: 'pool',
      override: true,
    },
  );
  return () => void pool.middlewareStack.remove('pool');
}
