import { partialDeepStrictEqual as has, deepStrictEqual as same } from 'node:assert/strict';
import { getMe, listSecurityEvents, setRoles } from '#lambdas/identity/routes';
import { granted } from '../../../bin/client/granted.ts';
import { enter } from '../../../bin/client/person.ts';
import { claims } from '../../../bin/client/sign-in.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { eventually, step } from '../step.ts';
import { CHOSEN } from './signing-in.ts';

export const roles = (deployed: Deployed, cast: Cast) => [
  step('the admin makes the client a coach as well', async () => {
    const { id } = cast.client!;
    const held = granted(await cast.admin!.call(setRoles, { params: { id }, body: { roles: ['client', 'coach'] } }));
    same(held, { id, roles: ['coach', 'client'] });
    return held;
  }),
  step('both dashboards are theirs at once, with the token of before', async () => {
    const { tokens, call } = cast.client!;
    same(claims(tokens.access_token)['cognito:groups'], ['client']);
    const { dashboard, dashboards } = granted(await call(getMe));
    same({ dashboard, dashboards }, { dashboard: 'coach', dashboards: ['coach', 'user'] });
    return { dashboard, dashboards };
  }),
  step('the next token tells both roles', () =>
    eventually(async () => {
      cast.client = await enter(deployed, cast.client!.email, CHOSEN);
      const groups = claims(cast.client.tokens.access_token)['cognito:groups'];
      same(new Set(groups as string[]), new Set(['client', 'coach']));
      return groups;
    }),
  ),
  step('the client reads who changed their roles', async () => {
    const { items } = granted(await cast.client!.call(listSecurityEvents, { query: { limit: 100 } }));
    const changes = items.filter(({ kind }) => kind === 'roles-changed');
    same(changes.length, 1);
    has(changes[0], { personId: cast.client!.id, by: cast.admin!.id, roles: ['coach', 'client'] });
    return changes[0];
  }),
  step('the admin cannot take the role from themselves', async () => {
    const { id, call } = cast.admin!;
    const { status, problem } = await call(setRoles, { params: { id }, body: { roles: [] } });
    has({ status, problem }, { status: 409, problem: { errors: [{ field: 'roles' }] } });
    return problem;
  }),
];
