import { expect, it } from 'vitest';
import * as z from 'zod';
import { type Entry, rightsOf } from '#lib/rights';
import { event } from '#shared/events/event';
import type { Route } from '#shared/http/route';

const told = event('test.told.v1', z.object({ id: z.string() }));
const base = { summary: '', needs: [], impact: '' };
const route = (some: Partial<Route>): Entry => ({
  kind: 'route',
  contract: {
    ...base,
    method: 'GET',
    path: '/v1/x',
    audience: ['client'],
    returns: [200, z.object({})],
    fails: [],
    ...some,
  },
});

it.each<[string, Entry, string[]]>([
  ['reads', route({ needs: ['query:QUIT'] }), ['query:GRANT', 'query:QUIT']],
  ['reads what is sealed', route({ needs: ['unseal'] }), ['query:GRANT', 'unseal']],
  [
    'turns pages: a cursor is sealed, and who seals may open',
    route({ needs: ['unseal'], pages: true }),
    ['query:GRANT', 'seal'],
  ],
  ['reads, for anybody signed in', route({ audience: ['person'] }), []],
  ['reads freshly, for anybody signed in', route({ audience: ['person'], fresh: true }), ['query:GRANT']],
  ['mutates', route({ method: 'PUT' }), ['get:ONCE', 'put:ACTIVE', 'put:ONCE', 'query:GRANT', 'seal']],
  ['tells', route({ raises: [told] }), ['put:OUTBOX', 'query:GRANT']],
  ['is for anyone', route({ audience: ['anyone'] }), []],
  ['mutates for anyone', route({ method: 'POST', audience: ['anyone'] }), ['get:ONCE', 'put:ONCE', 'seal']],
  ['is limited', route({ limit: { burst: 1, everySeconds: 1 } }), ['query:GRANT', 'update:LIMIT']],
  [
    'is limited by address',
    route({ audience: ['anyone'], limit: { burst: 1, everySeconds: 1 } }),
    ['seal', 'update:LIMIT'],
  ],
  [
    'takes what a gateway sends',
    route({ method: 'POST', audience: ['gateway'], needs: ['put:HOOK'] }),
    ['put:HEARD', 'put:HOOK'],
  ],
  ['is fresh, for clients', route({ fresh: true }), ['query:GRANT']],
  ['is fresh, for admins', route({ fresh: true, audience: ['admin'] }), ['pool:AdminGetUser', 'query:GRANT']],
  ['hears', { kind: 'listener', contract: { ...base, name: 'l', hears: told } }, ['get:HEARD', 'put:HEARD']],
  [
    'ticks',
    { kind: 'schedule', contract: { ...base, name: 's', at: 'rate(1 day)', missed: 'once', raises: [told] } },
    ['get:HEARD', 'put:HEARD', 'put:OUTBOX'],
  ],
  [
    'works',
    {
      kind: 'queue',
      contract: { ...base, name: 'a.b', takes: z.object({}), needs: ['queue:a.b'], raises: [told] },
    },
    ['get:HEARD', 'put:HEARD', 'put:OUTBOX', 'queue:a.b'],
  ],
  [
    'is asked by the pool',
    { kind: 'trigger', contract: { ...base, on: 'preAuthentication', raises: [told] } },
    ['put:OUTBOX'],
  ],
  [
    'is at a socket',
    { kind: 'socket', contract: { ...base, routeKey: '$connect', needs: ['put:SOCKET'] } },
    ['put:SOCKET'],
  ],
])('an entry that %s may do just that', (_, entry, rights) => {
  expect(rightsOf(entry)).toEqual(rights);
});
