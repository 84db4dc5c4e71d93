import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Progress } from '#lambdas/cessation/figures-schemas';

/* Put into a bundle, it answers every command of the table from memory: what is left to measure is our own time. */

const price = { amountMinor: 65_000, currency: 'KZT' };
const progress: Progress = {
  clientId: 'cli_1',
  zone: 'Asia/Almaty',
  smoking: {
    cigarettesADay: 20,
    smokingSince: '2010-01-01',
    packs: [{ price, cigarettes: 20, from: '2025-12-01' }],
  },
  since: '2025-12-01',
  firstQuitDate: '2026-01-02',
  spans: [{ id: 'att_1', startedAt: '2025-12-01T00:00:00.000Z', quitDate: '2026-01-02' }],
  settled: {
    through: '2026-01-01',
    smokeFree: 0,
    run: 0,
    longest: 0,
    logs: 0,
    backDated: 0,
    edited: 0,
    contradicted: 0,
    use: [],
    course: { smokingRun: 0, sinceGrace: 0, isBack: false, logs: 0 },
  },
  resisted: 0,
  days: [
    { date: '2026-01-03', logged: 0, slips: 0 },
    { date: '2026-01-04', logged: 2, slips: 1 },
  ],
};
/** As bare finds it, and as the kernel does when nothing is sealed. */
const stored = { pk: 'QUIT#cli_1', sk: 'PROGRESS#', entity: 'progress', version: 1, data: progress, sealed: progress };

const granted = (kind: string, name: string) => ({
  pk: 'GRANT#cli_1',
  sk: `GRANT#${kind}#${name}#`,
  entity: 'grant',
  version: 1,
  data: { personId: 'cli_1', kind, name, since: '2025-12-01T00:00:00.000Z' },
});
const grants = [granted('account', ''), granted('consent', 'health-data/2026-01')];

interface Command {
  readonly input: {
    readonly Key?: { readonly sk: string };
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  };
}

DynamoDBDocumentClient.prototype.send = async ({ input: { Key, ExpressionAttributeValues } }: Command) => {
  if (Key?.sk === stored.sk) return { Item: stored };
  return String(ExpressionAttributeValues?.[':pk']).startsWith('GRANT#') ? { Items: grants } : {};
};
