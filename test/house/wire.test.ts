import * as z from 'zod';
import { queue } from '#shared/queues/queue';
import { schedule } from '#shared/schedules/schedule';
import { get, laws, plain, post, quit, Try } from './law.ts';
import * as wire from './laws/wire.ts';

await laws({
  'every entry says what it is and what is missed without it': {
    keeps: ({ modules }) => wire.impactSaid(modules),
    seeds: [
      {
        modules: quit({ a: { ...get, impact: ' ' }, b: { ...get, summary: '' } }),
        finds: ['quit.a has no impact', 'quit.b has no summary'],
      },
    ],
  },
  'paths lie under /v1, in kebab-case, once, and name their parameters': {
    keeps: ({ modules }) => wire.pathsAgree(modules),
    seeds: [
      {
        modules: quit({
          a: { ...get, path: '/v1/tries/{id}', params: { id: z.string() } },
          b: { ...get, path: '/v1/tries/{tryId}', params: { id: z.string() } },
          c: { ...get, path: '/v2/my_tries' },
        }),
        finds: [
          'GET /v1/tries/{} is quit.a and quit.b',
          'quit.b: /v1/tries/{tryId} does not name id',
          'quit.c: /v2/my_tries does not lie under /v1',
          'quit.c: my_tries is not kebab-case',
        ],
      },
    ],
  },
  'a route has what its method can have': {
    keeps: ({ modules }) => wire.methodsAgree(modules),
    seeds: [
      {
        modules: quit({
          a: { ...get, body: Try, key: 'required' },
          b: { ...post, pages: true },
          c: { ...post, returns: [204, Try] },
          d: { ...get, audience: ['anyone', 'client'] },
          e: { ...get, audience: ['anyone'], fresh: true },
        }),
        finds: [
          'quit.a reads, and takes a body',
          'quit.a reads, and asks for a key',
          'quit.b changes something, and has pages',
          'quit.c answers 204 with something',
          'quit.d is for anyone, and names others',
          'quit.e is for anyone, and asks who it is',
        ],
      },
    ],
  },
  'anyone learns nothing from a change': {
    keeps: ({ modules }) => wire.anyoneLearnsNothing(modules),
    seeds: [
      {
        modules: quit({
          a: { ...post, audience: ['anyone'] },
          b: { ...post, audience: ['anyone'], returns: [202, z.undefined()] },
          c: { ...get, audience: ['anyone'] },
        }),
        finds: ['quit.a tells anyone something: it must answer nothing, 202 or 204'],
      },
    ],
  },
  'a route answers while the API waits': {
    keeps: ({ modules }) => wire.answersInTime(modules),
    seeds: [
      {
        modules: [
          ...quit({ a: { ...get, seconds: 30 }, b: { ...get, seconds: 29 } }),
          { name: 'mail', only: 'local', routes: { c: { ...get, seconds: 30 } } },
        ],
        finds: ['quit.a may take 30 s, and the API waits for 29'],
      },
    ],
  },
  'anyone takes from a bucket': {
    keeps: ({ modules }) => wire.anyoneIsCounted(modules),
    seeds: [
      {
        modules: quit({
          a: { ...get, audience: ['anyone'] },
          b: { ...get, audience: ['anyone'], limit: { burst: 1, everySeconds: 1 } },
          c: get,
        }),
        finds: ['quit.a is for anyone, without a limit'],
      },
    ],
  },
  'admins come in fresh': {
    keeps: ({ modules }) => wire.adminsAreFresh(modules),
    seeds: [
      {
        modules: quit({
          a: { ...get, audience: ['coach', 'admin'] },
          b: { ...get, audience: ['admin'], fresh: true },
          c: { ...get, audience: ['person', 'admin'] },
        }),
        finds: ['quit.a is for admins, and believes their token'],
      },
    ],
  },
  'bodies are strict at every depth': {
    keeps: ({ modules }) => wire.bodiesAreStrict(modules),
    seeds: [
      {
        modules: quit({
          a: { ...post, body: z.object({}) },
          b: {
            ...post,
            body: z.strictObject({ list: z.array(z.union([z.string(), z.object({})])).optional(), fine: Try }),
          },
        }),
        finds: ['quit.a: body takes any key', 'quit.b: body.list takes any key'],
      },
    ],
  },
  'a name stands for one thing': {
    keeps: ({ modules }) => wire.namesOnce(modules),
    seeds: [
      {
        modules: [
          ...quit({ open: get }, { sockets: { open: { ...plain, routeKey: '$connect' } } }),
          { name: 'mail', routes: { open: get } },
        ],
        finds: ['open is an operation 2 times', 'lambdas/quit/open.ts is an entry 2 times'],
      },
    ],
  },
  'nothing leaves before the commit': {
    keeps: ({ modules }) => wire.nothingLeavesEarly(modules),
    seeds: [
      {
        modules: quit({ a: { ...post, needs: ['mail:send', 'put:QUIT', 'queue:quit.tidy'] } }),
        finds: ["quit.a needs mail:send: that is a listener's", "quit.a needs queue:quit.tidy: that is a listener's"],
      },
    ],
  },
  'a queue is its module’s own': {
    keeps: ({ modules }) => wire.queuesStayHome(modules),
    seeds: [
      {
        modules: quit(
          { a: { ...post, needs: ['queue:quit.tidy', 'queue:mail.send'] } },
          {
            queues: {
              tidy: queue('quit.tidy', { ...plain, takes: Try }),
              other: queue('mail.other', { ...plain, takes: Try }),
            },
          },
        ),
        finds: [
          'quit has the queue mail.other, which names another',
          'quit.a needs queue:mail.send, and has no such queue',
        ],
      },
    ],
  },
  'a timer looks before it acts': {
    keeps: ({ modules }) => wire.timersLookFirst(modules),
    seeds: [
      {
        modules: quit(
          {},
          {
            schedules: {
              everyNight: schedule('quit.every-night', {
                ...plain,
                needs: ['put:QUIT'],
                at: 'rate(1 day)',
                missed: 'once',
              }),
            },
          },
        ),
        finds: ['quit.everyNight changes what it has not read'],
      },
    ],
  },
});
