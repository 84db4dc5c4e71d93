import { deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { listNotices } from '#lambdas/notifications/routes';
import { connect } from '#shared/http/client';
import { account, enter, type Person, TEMPORARY } from '../../../bin/client/person.ts';
import { claims } from '../../../bin/client/sign-in.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';

const CHOSEN = 'Chosen-By-Me-1234';

export const signingIn = (deployed: Deployed, cast: Cast) => {
  const email = `ann-${randomUUID().slice(0, 8)}@example.com`;
  let id: string;
  let first: Person;
  return [
    step('an account is made', async () => {
      id = await account(deployed, email, ['client']);
      return { id, email };
    }),
    step('signs in, and chooses a password', async () => {
      first = await enter(deployed, email, TEMPORARY, CHOSEN);
      const { username, token_use, client_id, 'cognito:groups': groups } = claims(first.tokens.access_token);
      const said = { username, token_use, client_id, groups };
      same(said, { username: id, token_use: 'access', client_id: deployed.clientId, groups: ['client'] });
      return said;
    }),
    step('signs in again with the chosen password', async () => {
      cast.client = await enter(deployed, email, CHOSEN);
      same(cast.client.id, id);
      return Object.keys(cast.client.tokens);
    }),
    step('a page of the app may ask across origins, and no other may', async () => {
      const ask = async (origin: string) => {
        const headers = {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        };
        const { headers: said } = await fetch(deployed.api + listNotices.path, { method: 'OPTIONS', headers });
        return said.get('access-control-allow-origin');
      };
      const app = new URL(deployed.callback).origin;
      const answers = [await ask(app), await ask('https://elsewhere.example')];
      same(answers, [app, null]);
      return answers;
    }),
    step('is turned away without a token, and with an ID token', async () => {
      const none = await connect({ base: deployed.api })(listNotices);
      const other = await connect({ base: deployed.api, token: first.tokens.id_token })(listNotices);
      same([none.status, other.status], [401, 403]);
      return [none.problem, other.problem];
    }),
  ];
};
