import { partialDeepStrictEqual as has, deepStrictEqual as same } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { getMe, listSecurityEvents, signOut } from '#lambdas/identity/routes';
import { getOverview } from '#lambdas/insights/routes';
import { granted } from '../../../bin/client/granted.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { eventually, step } from '../step.ts';
import type { Admin } from './admin.ts';

export const signingOut = ({ endpoint, clientId }: Deployed, cast: Cast) => {
  let before: Admin;
  const refreshed = async () => {
    const { refresh_token } = before.tokens;
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token });
    return (await fetch(`${endpoint}/oauth2/token`, { method: 'POST', body })).status;
  };
  return [
    step('the admin signs out everywhere', async () => {
      before = cast.admin!;
      same(await refreshed(), 200);
      const { status } = await before.call(signOut);
      same(status, 204);
      return status;
    }),
    step('the old token opens no entry that asks the table, at once', async () => {
      const { status, problem } = await before.call(getOverview);
      has({ status, problem }, { status: 401, problem: { type: '/problems/signed_out' } });
      return problem;
    }),
    step('what does not ask it takes the token for the minutes that it has left', async () => {
      const { id } = granted(await before.call(getMe));
      same(id, before.id);
      return { id };
    }),
    step('no new token comes of the old session', () =>
      eventually(async () => {
        const status = await refreshed();
        same(status, 400);
        return status;
      }),
    ),
    step('signed in again, the admin is let in', async () => {
      await setTimeout(1000 - (Date.now() % 1000)); // tokens tell the second in which they were made
      cast.admin = await before.again();
      return granted(await cast.admin.call(getOverview)).dailyActivity.today;
    }),
    step('the admin reads what happened to the account', async () => {
      const { items } = granted(await cast.admin!.call(listSecurityEvents, { query: { limit: 20 } }));
      // On this machine the pool tells of no attempts, elsewhere it does.
      const kinds = items.filter(({ kind }) => kind !== 'attempt').map(({ kind }) => kind);
      // Latest first: again after the sign-out, which followed the sign-ins with a code, by the API, and at the hosted page.
      same(kinds, ['sign-in', 'signed-out', 'sign-in', 'sign-in', 'sign-in']);
      same(new Set(items.map(({ personId }) => personId)), new Set([before.id]));
      return kinds;
    }),
  ];
};
