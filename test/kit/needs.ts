import { db, tables } from '#shared/table/client';

const WORD: Record<string, string> = {
  GetItemCommand: 'get',
  QueryCommand: 'query',
  PutItemCommand: 'put',
  DeleteItemCommand: 'delete',
  Put: 'put',
  Delete: 'delete',
};
const prefix = (key: unknown) => String(key).split('#')[0];

/** What was asked of the table meanwhile, in the words of `needs`: the local AWS does not look at prefixes, so the tests do. */
export async function needed(act: () => Promise<unknown>): Promise<string[]> {
  const seen = new Set<string>();
  const note = (next: any, context: any) => async (args: any) => {
    const { input } = args;
    const word = WORD[context.commandName];
    for (const line of input.TransactItems ?? []) {
      const [[kind, one]] = Object.entries(line) as [[string, any]];
      if (one.TableName === tables.items) seen.add(`${WORD[kind] ?? kind}:${prefix((one.Item ?? one.Key).pk)}`);
    }
    if (word && input.TableName === tables.items) {
      seen.add(`${word}:${prefix((input.Item ?? input.Key)?.pk ?? input.ExpressionAttributeValues?.[':pk'])}`);
    }
    return next(args);
  };
  db.middlewareStack.add(note, { step: 'initialize', name: 'needs', priority: 'high' });
  try {
    await act();
  } finally {
    db.middlewareStack.remove('needs');
  }
  return [...seen].sort();
}
