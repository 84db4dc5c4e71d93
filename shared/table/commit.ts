import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Failure, stale, taken } from '#shared/failure';
import type { Effect } from '#shared/outcome';
import { db } from './client.ts';
import { outgoing } from './outbox.ts';

const ATTEMPTS = 5;

export type NewId = (prefix: string) => string;

export const hash = (...parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Ids nobody guesses, unless they know the seed: then, the same ones in the same order. */
export function idsFrom(seed: string = randomUUID()): NewId {
  let count = 0;
  return (prefix) => `${prefix}_${hash(seed, count++).slice(0, 22)}`;
}

/** All of it or none of it. */
export async function commit(newId: NewId, effects: readonly Effect[]): Promise<void> {
  const writes = effects
    .filter((effect) => effect !== false && effect !== undefined)
    .map((effect) => ('event' in effect ? outgoing(newId('evt'), effect) : effect));
  if (writes.length === 0) return;
  const lines = await Promise.all(writes.map((write) => write.line()));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.send(new TransactWriteCommand({ TransactItems: lines }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
      const refused = writes[reasons.indexOf('ConditionalCheckFailed')];
      if (refused) throw refused.refused();
      if (!reasons.includes('TransactionConflict') || attempt === ATTEMPTS) throw error;
      await setTimeout(attempt * 20 * Math.random()); // another transaction holds the item: soon we know what it left
    }
  }
}

const DECISIONS = 3;
/** A listener has nobody waiting, and often others beside it that heard of the same thing at the same moment. */
const PATIENT = { decisions: 12, pause: 50 };

/** Decides and commits. When what was read changed meanwhile, be it before an intent (`first`), the decision is made again from
 *  what is there now; whoever named the version that they had seen is told instead. */
export async function decided<Decision extends { readonly effects: readonly Effect[] }>(
  seed: string | undefined,
  decide: (newId: NewId) => Promise<Decision>,
  { insists = false, isPatient = false } = {},
): Promise<Decision> {
  const { decisions, pause } = isPatient ? PATIENT : { decisions: DECISIONS, pause: 0 };
  for (let attempt = 1; ; attempt += 1) {
    const newId = idsFrom(seed);
    try {
      const decision = await decide(newId);
      await commit(newId, decision.effects);
      return decision;
    } catch (error) {
      const outrun = error instanceof Failure && (error.code === stale.code || error.code === taken.code);
      if (!outrun || insists || attempt === decisions) throw error;
      if (pause > 0) await setTimeout(attempt * pause * Math.random());
    }
  }
}
