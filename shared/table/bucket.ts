import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Failure, failure } from '#shared/failure';
import { db, seconds, tables } from './client.ts';
import { hash } from './commit.ts';

export const tooMany = failure('too_many', 429, 'Too many calls');

/** A token bucket in one number: the moment at which it will be full again (GCRA, ITU-T I.371, seen from its other side).
 *  A token costs `everySeconds`; the bucket holds `burst` of them. Throws when it is empty. */
export async function takeToken(
  entry: string,
  who: string,
  { burst, everySeconds }: { readonly burst: number; readonly everySeconds: number },
): Promise<void> {
  const [now, each] = [Date.now(), everySeconds * 1000];
  const latest = now + (burst - 1) * each; // fuller than this, and another token fits
  const place = { TableName: tables.items, Key: { pk: `LIMIT#${hash(entry, who)}`, sk: 'BUCKET#' } };
  const set = async (expression: string, condition: string, values: Record<string, number>) => {
    try {
      await db.send(
        new UpdateCommand({
          ...place,
          UpdateExpression: `SET fullAt = ${expression}, expires = :expires, entity = :entity`,
          ConditionExpression: condition,
          ExpressionAttributeValues: {
            ...values,
            ':expires': seconds(now + burst * each) + 60,
            ':entity': 'bucket',
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return Number(error.Item?.['fullAt']?.N ?? error.Item?.['fullAt'] ?? 0);
    }
  };
  const wasFull = await set(':next', 'attribute_not_exists(fullAt) OR fullAt <= :now', {
    ':next': now + each,
    ':now': now,
  });
  if (wasFull === undefined) return;
  const fullAt = await set('fullAt + :each', 'fullAt <= :latest', { ':each': each, ':latest': latest });
  if (fullAt === undefined) return;
  throw tooMany({ retryAfterSeconds: Math.max(1, Math.ceil((fullAt - latest) / 1000)) });
}

/** The same, for whoever goes on without. */
export async function isTokenLeft(...taking: Parameters<typeof takeToken>): Promise<boolean> {
  try {
    await takeToken(...taking);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === tooMany.code) return false;
    throw error;
  }
}
