import { partialDeepStrictEqual as has, rejects, deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { getMe } from '#lambdas/identity/routes';
import { getOverview } from '#lambdas/insights/routes';
import { grantMembership } from '#lambdas/membership/routes';
import { makeAdmin } from '../../../bin/client/first-admin.ts';
import { granted } from '../../../bin/client/granted.ts';
import { enter, enterByApi, type Person } from '../../../bin/client/person.ts';
import { type Codes, setUpCodes } from '../../../bin/client/second-factor.ts';
import { claims } from '../../../bin/client/sign-in.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';

/** An admin at their program, who can sign in again with a code. */
export interface Admin extends Person {
  readonly again: () => Promise<Admin>;
  /** How many had been active today when they first looked. */
  readonly activeThen: number;
}

const HOUR = 3_600_000;
const OWN = 'Chosen-By-Admin-1234';

export const becomingAdmin = (deployed: Deployed, cast: Cast) => {
  const address = `ada-${randomUUID().slice(0, 8)}@example.com`;
  let temporary: string;
  let bare: Person;
  let codes: Codes;

  const entered = async (): Promise<Omit<Admin, 'activeThen'>> => ({
    ...(await enterByApi(deployed, address, OWN, codes)),
    again: async () => ({ ...(await entered()), activeThen: cast.admin!.activeThen }),
  });

  return [
    step('npm run admin makes an admin', async () => {
      temporary = await makeAdmin(deployed, address, 'Ada');
      cast.secrets.push(address, temporary, OWN);
      return { address };
    }),
    step('the admin signs in, and chooses a password', async () => {
      bare = await enter(deployed, address, temporary, OWN);
      same(claims(bare.tokens.access_token)['cognito:groups'], ['admin']);
      const { roles, dashboard } = granted(await bare.call(getMe));
      same({ roles, dashboard }, { roles: ['admin'], dashboard: 'admin' });
      return { id: bare.id, roles, dashboard };
    }),
    step('without a second factor, the admin is refused', async () => {
      const body = {
        personId: cast.client!.id,
        plan: 'premium' as const,
        until: new Date(Date.now() + HOUR).toISOString(),
      };
      const { status, problem } = await bare.call(grantMembership, { body, key: randomUUID() });
      has({ status, problem }, { status: 403, problem: { type: '/problems/second_factor_required' } });
      return problem;
    }),
    step('sets up an app that shows codes', async () => {
      const tokens = (await enterByApi(deployed, address, OWN)).tokens;
      const app = await setUpCodes(deployed, tokens);
      cast.secrets.push(app.key);
      codes = app.codes;
      return `a key of ${app.key.length} characters`;
    }),
    step('is asked for a code from then on, and for the right one', async () => {
      await rejects(enterByApi(deployed, address, OWN), /SOFTWARE_TOKEN_MFA is asked/);
      const wrong = async () => String((Number(await codes()) + 500_000) % 1_000_000).padStart(6, '0');
      await rejects(enterByApi(deployed, address, OWN, wrong), { name: 'CodeMismatchException' });
      return 'without one, and with another, nobody signs in';
    }),
    step('with a code, is let in', async () => {
      const admin = await entered();
      const { today } = granted(await admin.call(getOverview)).dailyActivity;
      // Whoever was there before, the client of this journey, and the admin, who signed up today. A seeded platform was
      // made today, so all are newcomers.
      const active = cast.active === undefined ? today.active : cast.active + 2;
      same([today.active, today.newcomers + today.returning], [active, active]);
      if (cast.active !== undefined) same(today.newcomers, active);
      cast.admin = { ...admin, activeThen: active };
      return today;
    }),
  ];
};
