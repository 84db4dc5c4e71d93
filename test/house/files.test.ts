import { event } from '#shared/events/event';
import { listener } from '#shared/events/listener';
import { schedule } from '#shared/schedules/schedule';
import { file, get, laws, plain, quit, Try } from './law.ts';
import * as files from './laws/files.ts';
import { LONG } from './laws/long.ts';

await laws({
  'every contract has its file and every file its contract': {
    keeps: ({ sources, modules }) => files.filesAndContracts(sources, modules),
    seeds: [
      { modules: quit({ logIt: get }), finds: ['lambdas/quit/log-it.ts is missing: routes declare logIt'] },
      {
        modules: quit({ logIt: get }),
        sources: [
          file('lambdas/quit/log-it.ts', "import { other } from './routes.ts';\nconst handler = other;"),
          file('lambdas/quit/left-over.ts'),
          file('lambdas/quit/try-schemas.ts'),
          file('lambdas/mail/send.ts'),
        ],
        finds: [
          'lambdas/quit/log-it.ts exports no handler',
          'lambdas/quit/log-it.ts does not use its contract logIt',
          'lambdas/quit/left-over.ts has no contract',
          'lambdas/mail/send.ts lies in a module that lib/modules.ts does not list',
        ],
      },
      {
        modules: quit(
          {},
          {
            listeners: { hear: listener('quit.hear', { ...plain, hears: event('quit.lapsed.v1', Try) }) },
            schedules: { tidy: schedule('quit.tidy', { ...plain, at: 'rate(1 day)', missed: 'once' }) },
          },
        ),
        sources: [
          file('lambdas/quit/hear.ts', "import { hear } from './listeners.ts';\nexport const handler = hear;"),
          file('lambdas/quit/tidy.ts', "import { tidy } from './schedules.ts';\nexport const handler = tidy;"),
        ],
        finds: [
          'lambdas/quit/hear.ts listens: its name begins with on-',
          'lambdas/quit/tidy.ts is timed: its name begins with every-',
        ],
      },
    ],
  },
  'a name says what is inside': {
    keeps: ({ sources }) => files.namesThatSay(sources),
    seeds: [
      {
        sources: [file('shared/utils/text.ts'), file('lib/stack-helper.ts'), file('shared/based.ts')],
        finds: [
          'shared/utils/text.ts says nothing of what is inside',
          'lib/stack-helper.ts says nothing of what is inside',
        ],
      },
    ],
  },
  'a long file has a reason': {
    keeps: ({ sources }) =>
      files.shortFiles(sources, sources.length > 9 ? LONG : { 'lib/was.ts': 'x', 'lib/is.ts': 'y' }),
    seeds: [
      {
        sources: ['lib/is.ts', 'lib/new.ts']
          .map((path) => file(path, 'x\n'.repeat(201)))
          .concat(file('lib/short.ts', 'x\n'.repeat(200))),
        finds: ['lib/new.ts is longer than 200 lines', 'lib/was.ts is not long any more: take it off the list'],
      },
    ],
  },
  'no barrel but a module’s index and the kit': {
    keeps: ({ sources }) => files.noBarrels(sources),
    seeds: [
      {
        sources: ['shared/all.ts', 'lambdas/quit/index.ts'].map((path) => file(path, "export * from './a.ts';")),
        finds: ['shared/all.ts:1 only hands on what others say'],
      },
    ],
  },
  'a class keeps something': {
    keeps: ({ sources }) => files.classesKeepState(sources),
    seeds: [
      {
        sources: [file('shared/a.ts', 'class A { b() {} }\nclass B { c = 1 }\nclass C extends B {}')],
        finds: ['shared/a.ts:1 class A keeps nothing: a function would do'],
      },
    ],
  },
});
