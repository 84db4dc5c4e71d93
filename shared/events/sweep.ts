import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { log } from '#shared/log';
import { countTry, OUTBOX_SHARDS, type Waiting, waitingIn } from '#shared/table/outbox';
import { minutes } from '#shared/time';
import { send } from './relay.ts';

const RELAY_HAS_HAD_ITS_CHANCE = minutes(1);

/** Sends what the stream lost. What cannot be sent is tried again at every sweep, and at last parked. */
export async function handler(): Promise<void> {
  const before = new Date(Date.now() - RELAY_HAS_HAD_ITS_CHANCE).toISOString();
  const swept = await Promise.all(Array.from({ length: OUTBOX_SHARDS }, (_, shard) => sweep(shard, before)));
  const total = (what: keyof Swept) => swept.reduce((sum, each) => sum + each[what], 0);
  log.info('swept', { found: total('found'), unsent: total('unsent'), parked: total('parked') });
}

interface Swept {
  found: number;
  unsent: number;
  parked: number;
}

async function sweep(shard: number, before: string): Promise<Swept> {
  const swept: Swept = { found: 0, unsent: 0, parked: 0 };
  for await (const waiting of waitingIn(shard, before)) {
    const unsent = await send(waiting);
    swept.found += waiting.length;
    swept.unsent += unsent.size;
    for (const one of unsent) if (await isParked(one)) swept.parked += 1;
  }
  return swept;
}

async function isParked(one: Waiting): Promise<boolean> {
  try {
    const parked = await countTry(one);
    if (parked) log.alarm('Parked', 1, { pk: one.pk, sk: one.sk, event: one.event });
    return parked;
  } catch (error) {
    const isGone = error instanceof ConditionalCheckFailedException || error instanceof TransactionCanceledException;
    if (!isGone) throw error;
    return false;
  }
}
