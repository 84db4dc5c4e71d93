import { shardOf as shard } from '#shared/shard';
import { days, hours, minutes } from '#shared/time';
import type { Subscription } from '../subscription-schemas.ts';
import { isRunning } from './subscription.ts';

/** Whoever is looked at next lies in so many partitions, so that none runs hot. */
export const SHARDS: readonly string[] = Array.from({ length: 16 }, (_, shard) => String(shard));

export const shardOf = (personId: string): string => SHARDS[shard(personId, SHARDS.length)]!;

/** What is under way is over by then, or goes on. */
const SOON = minutes(5);
/** A renewal is billed an hour after its time. */
const BILLED = hours(2);

const after = (instant: string | Date, more: number) => new Date(new Date(instant).getTime() + more).toISOString();

export const soon = (now: Date) => after(now, SOON);

/** When to look at it again if nobody tells us anything: while a checkout or a coupon is under way, soon; while it runs, when
 *  what is paid for has ended and the next bill should be paid; while a bill is late, daily. Of what has ended nothing is
 *  to be seen. */
export function nextLook(known: Subscription, now: Date): string | undefined {
  const { status, checkout, asked, paidThrough, periodEnd, pausedUntil } = known;
  if (checkout !== undefined || asked !== undefined) return soon(now);
  if (!isRunning(known)) return undefined;
  const isLate = status === 'past_due' || status === 'unpaid' || status === 'awaiting_first_payment';
  if (isLate) return after(now, days(1));
  const isUnpaid = status !== 'paused' && (paidThrough ?? '') <= now.toISOString();
  const ends = [paidThrough, periodEnd, pausedUntil].flatMap((end) => (end === undefined ? [] : [after(end, BILLED)]));
  const ahead = [...ends, ...(isUnpaid ? [after(now, BILLED)] : [])].filter((end) => end > now.toISOString());
  return ahead.sort()[0] ?? after(now, days(1));
}
