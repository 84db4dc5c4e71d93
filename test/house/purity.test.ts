import { file, laws } from './law.ts';
import * as purity from './laws/purity.ts';

await laws({
  'no clock and no dice in a module': {
    keeps: ({ sources }) => purity.noClockNoChance(sources),
    seeds: [
      {
        sources: [
          file('lambdas/a/b.ts', 'new Date();\nDate.now();\nnew Date(at);\nMath.random();\nrandomUUID();'),
          file('shared/a.ts', 'new Date()'),
        ],
        finds: [1, 2]
          .map((line) => `lambdas/a/b.ts:${line} reads the clock: \`now\` comes with the call`)
          .concat([4, 5].map((line) => `lambdas/a/b.ts:${line} throws dice: \`newId\` comes with the call`)),
      },
    ],
  },
  'rules ask nobody': {
    keeps: ({ sources }) => purity.rulesAskNobody(sources),
    seeds: [
      {
        sources: [
          file('lambdas/a/domain/b.ts', 'async () => 1;\nfetch(1);\nprocess.env;'),
          file('lambdas/a/b.ts', 'await 1'),
        ],
        finds: [
          'lambdas/a/domain/b.ts:1 waits for something: a rule asks nobody',
          'lambdas/a/domain/b.ts:2 asks fetch: a rule asks nobody',
          'lambdas/a/domain/b.ts:3 asks process: a rule asks nobody',
        ],
      },
    ],
  },
  'one place writes, one sends, none scans': {
    keeps: ({ sources }) => purity.oneWriter(sources),
    seeds: [
      {
        sources: [
          file('shared/table/commit.ts', "import { PutCommand } from '@aws-sdk/lib-dynamodb';"),
          file('shared/other.ts', "import { UpdateCommand as Quiet, GetCommand } from '@aws-sdk/lib-dynamodb';"),
          file('shared/send.ts', "import { PutEventsCommand } from '@aws-sdk/client-eventbridge';"),
          file('shared/table/all.ts', "import { paginateScan } from '@aws-sdk/lib-dynamodb';"),
        ],
        finds: [
          'shared/other.ts:1 only shared/table writes: UpdateCommand',
          'shared/send.ts:1 only the relay sends events',
          'shared/table/all.ts:1 nothing scans the table',
        ],
      },
    ],
  },
  'the log holds ids, by name': {
    keeps: ({ sources }) => purity.logsIds(sources, purity.loggable(sources)),
    seeds: [
      {
        sources: [
          file('shared/log.ts', "const ALLOWED = ['actor'];"),
          file(
            'lambdas/a/b.ts',
            [
              "log.info('a', { actor });",
              "log.info('a', { body });",
              "log.info('a', body);",
              `log.info(\`a \${body}\`);`,
              'console.log(1);',
              "log.info('a', { ...body });",
            ].join('\n'),
          ),
        ],
        finds: [
          'lambdas/a/b.ts:2 logs body, which is not on the list',
          'lambdas/a/b.ts:3 logs a whole value: name its fields',
          'lambdas/a/b.ts:4 logs a message made of values: name them as fields',
          'lambdas/a/b.ts:5 writes past the logger',
          'lambdas/a/b.ts:6 logs ...body, which is not on the list',
        ],
      },
    ],
  },
});
