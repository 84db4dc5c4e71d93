import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { bus } from '#shared/events/relay';
import { handler as sweep } from '#shared/events/sweep';
import { db, tables } from '#shared/table/client';
import { rows } from '../kit/tables.ts';

const sent: string[] = [];
afterEach(() => void bus.middlewareStack.remove('bus'));

it('sends what can be sent beside what cannot', async () => {
  bus.middlewareStack.add(
    () =>
      async ({ input }: any) => {
        const details: string[] = input.Entries.map((one: any) => one.Detail);
        if (details.some((text) => text.includes('too-large'))) throw new Error('ValidationException');
        const Entries = details.map((text) =>
          text.includes('throttled') ? { ErrorCode: 'ThrottlingException' } : { EventId: text },
        );
        sent.push(...Entries.flatMap(({ EventId }) => EventId ?? []));
        return { output: { Entries, FailedEntryCount: 1, $metadata: {} }, response: {} } as any;
      },
    { step: 'initialize', name: 'bus' },
  );
  for (const [shard, id] of [
    [3, 'good-1'],
    [3, 'too-large'],
    [3, 'throttled'],
    [9, 'good-2'],
  ]) {
    await db.send(
      new PutCommand({
        TableName: tables.items,
        Item: {
          pk: `OUTBOX#${shard}`,
          sk: `2026-01-01T00:00:00.000Z#${id}`,
          entity: 'outbox',
          event: 'x',
          data: { id },
        },
      }),
    );
  }
  await sweep();
  expect(sent.toSorted()).toEqual(['{"id":"good-1"}', '{"id":"good-2"}']);
  expect((await rows()).map(({ data }) => data.id)).toEqual(['throttled', 'too-large']);
});
