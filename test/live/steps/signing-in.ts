import { deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { getMe, signUp } from '#lambdas/identity/routes';
import { listNotices } from '#lambdas/notifications/routes';
import { connect } from '#shared/http/client';
import { granted } from '../../../bin/client/granted.ts';
import { lettersTo } from '../../../bin/client/mailbox.ts';
import { enter, type Person, register } from '../../../bin/client/person.ts';
import { claims } from '../../../bin/client/sign-in.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { eventually, step } from '../step.ts';

export const CHOSEN = 'Chosen-By-Me-1234';

export const signingIn = (deployed: Deployed, cast: Cast) => {
  const address = `ann-${randomUUID().slice(0, 8)}@example.com`;
  const said = { address, name: 'Ann', language: 'en', zone: 'Asia/Almaty' } as const;
  let temporary: string;
  let first: Person;
  return [
    step('signs up, and a letter brings a temporary password', async () => {
      temporary = await register(deployed, { ...said, role: 'client' });
      cast.secrets.push(address, temporary, CHOSEN);
      return { address, temporary };
    }),
    step('signs in, and chooses a password', async () => {
      first = await enter(deployed, address, temporary, CHOSEN);
      const { token_use, client_id, 'cognito:groups': groups } = claims(first.tokens.access_token);
      const answer = { token_use, client_id, groups };
      same(answer, { token_use: 'access', client_id: deployed.clientId, groups: ['client'] });
      return { id: first.id, ...answer };
    }),
    step('signs in again with the chosen password', async () => {
      cast.client = await enter(deployed, address, CHOSEN);
      same(cast.client.id, first.id);
      return Object.keys(cast.client.tokens);
    }),
    step('is known by what they said of themselves', async () => {
      const { signedUpAt, activeSince, ...me } = granted(await cast.client!.call(getMe));
      const dashboards = { dashboard: 'user', dashboards: ['user'] };
      same(me, { ...said, id: first.id, status: 'active', roles: ['client'], ...dashboards, consents: [] });
      if (!(activeSince! >= signedUpAt)) throw new Error(`signed up at ${signedUpAt}, active since ${activeSince}`);
      return me;
    }),
    step('signing up once more is answered as the first time; only the letter tells', async () => {
      const before = (await lettersTo(deployed, address)).length;
      const again = await connect({ base: deployed.api })(signUp, { body: { ...said, role: 'client' } });
      same([again.status, again.body], [202, undefined]);
      const letters = await eventually(async () => {
        const all = await lettersTo(deployed, address);
        same(all.length, before + 1);
        return all;
      });
      same(letters.at(-1)!.includes('You have an account at Steady'), true);
      return `${again.status}, and ${letters.length} letters in all`;
    }),
    step('a page of the app may ask across origins, and no other may', async () => {
      const ask = async (origin: string) => {
        const headers = {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        };
        const answer = await fetch(deployed.api + listNotices.path, { method: 'OPTIONS', headers });
        return answer.headers.get('access-control-allow-origin');
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
