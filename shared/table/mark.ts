import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { failure } from '#shared/failure';
import { db, seconds, tables, type Write } from './client.ts';

/** A mark, left in the same transaction, that something has been done: whoever comes again finds it. */
export const repeated = failure('repeated', 409, 'It is being done already');

/** Of one thing there can be two marks: that its intent stands, and that it is done. */
export type Stage = 'FIRST#' | 'MARK#';

export async function findMark(pk: string, sk: Stage = 'MARK#'): Promise<Record<string, unknown> | undefined> {
  const { Item } = await db.send(new GetCommand({ TableName: tables.items, Key: { pk, sk }, ConsistentRead: true }));
  return Item && Item['expires'] > seconds() ? Item : undefined; // what has expired may lie there for days
}

export const leaveMark = (
  pk: string,
  lasts: number,
  { sk = 'MARK#', content = async () => ({}) }: { sk?: Stage; content?: () => Promise<object> } = {},
): Write => ({
  refused: repeated,
  line: async () => ({
    Put: {
      TableName: tables.items,
      Item: { ...(await content()), pk, sk, entity: 'mark', expires: seconds() + lasts / 1000 },
      ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
      ExpressionAttributeValues: { ':now': seconds() },
    },
  }),
});
