import { deepStrictEqual as same } from 'node:assert/strict';
import type { Route } from '#shared/http/route';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import { modules } from '../../../lib/modules.ts';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';

const routes: readonly Route[] = modules.flatMap(({ routes = {} }) => Object.values(routes));
const isOpen = ({ audience }: Route) => audience.every((one) => one === 'anyone' || one === 'gateway');

/** Behind each door a function starts: a machine cannot start them all at once. */
const AT_ONCE = 6;

/** Every door, tried from outside. */
export const doors = ({ api }: Deployed, cast: Cast) => {
  const knock = async ({ method, path }: Route, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const at = path.replace(/\{\w+\}/g, 'per_nobody');
    const { status } = await fetch(api + at, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
    return status;
  };
  const closed = routes.filter((one) => !isOpen(one));
  return [
    step('no door opens without a token, nor with an ID token', async () => {
      for (let first = 0; first < closed.length; first += AT_ONCE) {
        const some = closed.slice(first, first + AT_ONCE).map(async (one) => {
          const answers = [await knock(one), await knock(one, cast.client!.tokens.id_token)];
          same({ one: one.path, answers }, { one: one.path, answers: [401, 403] });
        });
        await Promise.all(some);
      }
      return `${closed.length} doors`;
    }),
    step('what is for anyone asks for no token', async () => {
      const open = routes.filter((one) => isOpen(one) && one.method === 'GET' && !one.path.includes('{'));
      same(new Set(await Promise.all(open.map((one) => knock(one)))), new Set([200]));
      return open.map(({ path }) => path);
    }),
    step('where no door is, a problem says so', async () => {
      const nowhere = await fetch(`${api}/v1/nowhere`);
      same([nowhere.status, nowhere.headers.get('content-type')], [404, 'application/problem+json']);
      return await nowhere.json();
    }),
  ];
};
