import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { setting } from '#shared/env';
import { log } from '#shared/log';
import { piecesOf } from '#shared/pieces';
import { deleteSent, type Waiting } from '#shared/table/outbox';

export const bus = new EventBridgeClient();
const AT_ONCE = 10; // as many as PutEvents takes

/** Sends what waits, and deletes what was sent; says which could not be sent. A delete that fails is no failure: the
 *  sweep sends once more, and nobody hears twice. */
export async function send(waiting: readonly Waiting[]): Promise<Set<Waiting>> {
  const unsent = new Set<Waiting>();
  for (const some of piecesOf(waiting, AT_ONCE)) for (const one of await put(some)) unsent.add(one);
  return unsent;
}

/** A call that is refused whole is refused because of one of its entries: alone, each stands for itself. */
async function put(some: readonly Waiting[]): Promise<readonly Waiting[]> {
  const sent = await bus
    .send(
      new PutEventsCommand({
        Entries: some.map(({ event, data }) => ({
          EventBusName: setting('BUS'),
          Source: 'platform',
          DetailType: event,
          Detail: JSON.stringify(data),
        })),
      }),
    )
    .catch((error: unknown) => log.warn('refused', { events: some.map(({ sk }) => sk) }, error));
  if (!sent && some.length > 1) return (await Promise.all(some.map((one) => put([one])))).flat();
  const left = await Promise.all(
    some.map(async (one, index) => {
      if (sent?.Entries?.[index]?.EventId === undefined) return [one];
      await deleteSent(one).catch((error: unknown) => {
        log.warn('sent, not deleted', { pk: one.pk, sk: one.sk }, error);
      });
      return [];
    }),
  );
  return left.flat();
}

/** On the stream: whatever is put into the outbox leaves at once. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const waiting = Records.map(({ dynamodb }) => unmarshall(dynamodb!.NewImage as never) as Waiting);
  const unsent = await send(waiting);
  log.info('relayed', { sent: waiting.length - unsent.size, unsent: unsent.size });
  return {
    batchItemFailures: Records.filter((_, index) => unsent.has(waiting[index]!)).map(({ dynamodb }) => ({
      itemIdentifier: dynamodb!.SequenceNumber!,
    })),
  };
}
