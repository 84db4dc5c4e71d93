import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { importsAllowed, rules } from './laws/imports.ts';
import { ROOT } from './tree.ts';

/** One breach a line: who imports, what, and the rule that says no. */
const BREACHES = [
  ['lambdas/quit/domain/rule.ts', "import '#shared/chain';", 'domain', 'shared/chain.ts'],
  ['lambdas/quit/domain/clock.ts', "import 'node:crypto';", 'domain', 'crypto'],
  [
    'lambdas/quit/domain/words.ts',
    "import { Try } from '../schemas.ts';\nTry;",
    'domain-takes-types-of-schemas',
    'lambdas/quit/schemas.ts',
  ],
  ['lambdas/quit/schemas.ts', "import '#shared/http/route';\nexport const Try = 1;", 'schemas', 'shared/http/route.ts'],
  ['lambdas/quit/try-schemas.ts', "import './schemas.ts';\nimport './events.ts';", 'schemas', 'lambdas/quit/events.ts'],
  [
    'lambdas/mail/schemas.ts',
    "import { all } from '#lambdas/quit/index';\nall;",
    'schemas-take-types-of-others',
    'lambdas/quit/index.ts',
  ],
  ['lambdas/quit/events.ts', "import type { Row } from './records.ts';", 'events', 'lambdas/quit/records.ts'],
  [
    'lambdas/quit/routes.ts',
    "import type { Row } from '#lambdas/quit/records';",
    'contracts',
    'lambdas/quit/records.ts',
  ],
  ['lambdas/quit/records.ts', "import './events.ts';\nexport type Row = 1;", 'records', 'lambdas/quit/events.ts'],
  ['lambdas/quit/index.ts', "import './routes.ts';\nexport const all = 1;", 'index', 'lambdas/quit/routes.ts'],
  ['lambdas/quit/log-it.ts', "import '#lambdas/mail/records';", 'use-case', 'lambdas/mail/records.ts'],
  ['lambdas/quit/send-it.ts', "import '@aws-sdk/client-ses';", 'use-case', '@aws-sdk/client-ses'],
  ['lambdas/quit/later.ts', "await import('./log-it.ts');", 'use-case', 'lambdas/quit/log-it.ts'],
  ['lambdas/mail/records.ts', 'export const rows = 1;', undefined, undefined],
  ['lambdas/mail/routes.ts', "import '#shared/failure';", 'plain-values', '@middy/core'],
  ['lambdas/mail/send.ts', "import '#shared/table/commit';", 'one-commit-by-the-kernel', 'shared/table/commit.ts'],
  ['shared/text.ts', "import '#lambdas/mail/index';", 'shared-knows-no-module', 'lambdas/mail/index.ts'],
  ['shared/gateways/kaspi.ts', "import 'stripe';", 'one-place-knows-stripe', 'stripe'],
  ['shared/gateways/stripe/client.ts', "import 'stripe';", undefined, undefined],
  ['shared/gateways/stripe/notice.ts', "import './client.ts';", 'who-listens-carries-no-client', 'stripe'],
  ['lambdas/mail/index.ts', 'export {};', undefined, undefined],
  ['shared/table/client.ts', 'export {};', undefined, undefined],
  ['shared/table/commit.ts', "import './lines.ts';", 'no-circle', 'shared/table/lines.ts'],
  ['shared/table/lines.ts', "import './commit.ts';", undefined, undefined],
  ['shared/failure.ts', "import './chain.ts';", undefined, undefined],
  ['shared/chain.ts', "import '@middy/core';", undefined, undefined],
  ['shared/http/route.ts', 'export {};', undefined, undefined],
  ['lib/stack.ts', "import '@aws-sdk/client-kms';", 'lib', '@aws-sdk/client-kms'],
  ['lib/other.ts', "import '#lambdas/mail/records';", 'lib', 'lambdas/mail/records.ts'],
  ['bin/run.ts', "import '#lambdas/mail/send';", 'bin', 'lambdas/mail/send.ts'],
  [
    'bin/kit.ts',
    "import '../test/kit.ts';\nimport '../test/live/journey.ts';",
    'bin-plays-journeys-only',
    'test/kit.ts',
  ],
  ['fakes/kit.ts', "import '../test/kit.ts';", 'nobody-needs-the-tests', 'test/kit.ts'],
  ['test/live/journey.ts', 'export {};', undefined, undefined],
  ['test/kit.ts', 'export {};', undefined, undefined],
] as const;

const seeded = mkdtempSync(join(tmpdir(), 'laws-'));
afterAll(() => rmSync(seeded, { recursive: true }));

it('is kept by the tree', async () => {
  expect(await importsAllowed(ROOT)).toEqual([]);
}, 60_000);

it('finds each breach, and nothing else', async () => {
  const imports = { '#shared/*': './shared/*.ts', '#lambdas/*': './lambdas/*.ts' };
  writeFileSync(join(seeded, 'package.json'), JSON.stringify({ type: 'module', imports }));
  writeFileSync(join(seeded, 'tsconfig.json'), '{}');
  for (const [path, text] of BREACHES) {
    mkdirSync(dirname(join(seeded, path)), { recursive: true });
    writeFileSync(join(seeded, path), text);
  }
  const expected = BREACHES.filter(([, , rule]) => rule).map(([path, , rule, to]) => `${rule}: ${path} → ${to}`);
  expect(await importsAllowed(seeded)).toEqual(expected.sort());
  expect(new Set(BREACHES.map(([, , rule]) => rule).filter((rule) => rule))).toEqual(new Set(rules()));
}, 60_000);
