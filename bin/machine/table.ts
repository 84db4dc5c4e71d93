import { CreateTableCommand } from '@aws-sdk/client-dynamodb';

/** A table on the local AWS, for whoever needs one of their own: its keys, and nothing else. */
export const newTable = (name: string, ...keys: [string, ...string[]]) =>
  new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
  });
