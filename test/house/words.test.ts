import * as z from 'zod';
import { event } from '#shared/events/event';
import { failure } from '#shared/failure';
import { file, laws, post, quit, Try, tries } from './law.ts';
import * as words from './laws/words.ts';

await laws({
  'a failure has one code in one place': {
    keeps: ({ sources }) => words.failuresUnique(sources),
    seeds: [
      {
        sources: [
          file('shared/failure.ts', "failure('gone', 410, 'Gone');"),
          file('lambdas/quit/domain/a.ts', "\nexport const gone = failure('gone', 404, 'No');"),
        ],
        finds: ['lambdas/quit/domain/a.ts:2 failure gone stands in shared/failure.ts too'],
      },
    ],
  },
  'a failure is listed by a route, and the kernel’s by none': {
    keeps: ({ sources, modules }) => words.failuresListed(sources, modules),
    seeds: [
      {
        sources: [
          file('shared/failure.ts', "failure('stale', 412, 'Old');"),
          file('lambdas/quit/domain/a.ts', "failure('forgotten', 422, 'No'); failure('early', 422, 'No');"),
        ],
        modules: quit({ a: { ...post, fails: [failure('stale', 412, ''), failure('early', 422, '')] } }),
        finds: ['lambdas/quit/domain/a.ts:1 no route lists forgotten', "quit.a lists stale, which is the kernel's"],
      },
    ],
  },
  'words are declared once': {
    keeps: ({ sources }) => words.wordsDeclaredOnce(sources),
    seeds: [
      {
        sources: [
          file('lambdas/a/schemas.ts', "z.enum(['on', 'off'])"),
          file('lambdas/b/schemas.ts', "z.enum(['off', 'on']); z.enum(['off'])"),
        ],
        finds: ['lambdas/b/schemas.ts:1 the enum of off on stands in lambdas/a/schemas.ts too'],
      },
    ],
  },
  'an event is its module’s own and tells nothing sealed': {
    keeps: ({ modules, kept }) => words.eventsTell(modules, kept),
    seeds: [
      {
        kept: [tries],
        modules: quit({
          a: {
            ...post,
            raises: [event('mail.sent.v1', z.object({})), event('quit.tried.v1', Try.pick({ id: true, mood: true }))],
          },
        }),
        finds: ["quit.a raises mail.sent.v1, which is another's", 'quit.tried.v1 tells mood, which try seals'],
      },
    ],
  },
  'zod is a namespace': {
    keeps: ({ sources }) => words.zodAsNamespace(sources),
    seeds: [
      {
        sources: [
          file('a.ts', "import { z } from 'zod';"),
          file('b.ts', "import z from 'zod';"),
          file('c.ts', "import * as z from 'zod';"),
          file('d.ts', "import type { ZodType } from 'zod';"),
        ],
        finds: ["a.ts:1 import * as z from 'zod'", "b.ts:1 import * as z from 'zod'"],
      },
    ],
  },
});
