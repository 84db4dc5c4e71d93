import { deepStrictEqual as same } from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { logged } from '../logs.ts';
import { eventually, step } from '../step.ts';
import { sealedFields } from './unsaid.ts';

const STACKS = 'steady-local';

/** What an operator would find once the people have gone. */
export const afterwards = ({ endpoint }: Deployed, cast: Cast) => [
  step('nothing waits in the outbox, and nobody is thought to listen', () =>
    eventually(async () => {
      const items = await everything(endpoint);
      const about = (prefix: string) =>
        items.filter((item) => item['pk'].startsWith(prefix) && JSON.stringify(item).includes(cast.client!.id)).length;
      const left = { outbox: about('OUTBOX#'), sockets: about('SOCKET#') };
      same(left, { outbox: 0, sockets: 0 });
      return left;
    }),
  ),
  step('nothing that was said can be read in the table', async () => {
    const items = await everything(endpoint);
    const own = items.filter(({ pk }) => pk.startsWith(`QUIT#${cast.client!.id}`));
    const kinds = new Set(own.map(({ entity }) => entity));
    same(
      ['attempt', 'craving', 'day-log', 'progress', 'smoking-profile'].every((kind) => kinds.has(kind)),
      true,
    );
    same(
      own.filter(({ sealed, entity }) => !sealed && entity !== 'follow-up').map(({ entity }) => entity),
      [],
    );
    same(JSON.stringify(items).includes('coffee'), false);
    return `${own.length} items of ${kinds.size} kinds, sealed, among ${items.length}`;
  }),
  step('no log group of ours holds an ERROR', async () => {
    const { lines, errors } = await logged(endpoint);
    same(errors, []);
    if (lines.length === 0) throw new Error('no log line at all was found');
    return `${lines.length} lines, and none`;
  }),
  step('no log line holds what was said, who said it, or how they sign in', async () => {
    const [{ lines }, fields] = await Promise.all([logged(endpoint), sealedFields()]);
    const words = ['coffee', 'KZT', '@example.com', ...cast.secrets];
    same(lines.filter((line) => words.some((word) => line.includes(word))).slice(0, 5), []);
    const sealed = new Set([...fields.values()].flat().map(String));
    const told = new Set(lines.flatMap(keysIn));
    same(
      [...told].filter((key) => sealed.has(key) && !OUR_OWN.has(key)),
      [],
    );
    if (!told.has('entry')) throw new Error('no line of ours was read');
    return `${words.length} words and ${sealed.size} names of fields are in none of ${lines.length} lines`;
  }),
];

/** The log's own words, which name something else there: the status of an answer, and the like. */
const OUR_OWN = new Set(['status']);

/** Every key of a line in JSON, at any depth; whatever else is logged says none. */
function keysIn(line: string): string[] {
  const keys: string[] = [];
  try {
    JSON.parse(line, (key, value) => {
      keys.push(key);
      return value;
    });
  } catch {
    // a line of the runtime's
  }
  return keys;
}

async function everything(endpoint: string): Promise<Record<string, any>[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }));
  const all: Record<string, any>[] = [];
  const pages = paginateScan({ client }, { TableName: `${STACKS}-items`, ConsistentRead: true });
  for await (const { Items = [] } of pages) all.push(...Items);
  return all;
}
