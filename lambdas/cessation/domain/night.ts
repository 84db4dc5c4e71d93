import { shardOf } from '#shared/shard';
import { dayAfter, dayIn, dayStart, days, hours } from '#shared/time';
import type { Progress } from '../figures-schemas.ts';
import type { FollowUp, Night } from '../follow-up-schemas.ts';
import type { Attempt } from '../schemas.ts';
import { followUpsOf } from './follow-up.ts';
import { lastCigarette } from './summary.ts';

/** In so many partitions one day's nights lie, so that a busy hour writes to more than one. */
const SHARDS = 4;
/** The job makes up for so long a pause. */
export const MADE_UP = days(40);

/** Days without a cigarette after which something is celebrated. */
export const MILESTONES = [1, 3, 7, 14, 30, 91, 183, 365] as const;

/** The first full hour at or after a moment: the job runs by the hour. */
const fullHour = (at: Date) => new Date(Math.ceil(at.getTime() / hours(1)) * hours(1)).toISOString();

/** The hour in which today has ended where they live. */
const endOfToday = ({ zone }: Progress, now: Date) => fullHour(dayStart(zone, dayAfter(dayIn(zone, now), 1)));

const slotOf = (hour: string, shard: number) => `${hour.slice(0, 10)}.${shard}`;

function nightAt(clientId: string, hour: string): Night {
  const expiresAt = new Date(Date.parse(hour) + 2 * MADE_UP).toISOString();
  return { slot: slotOf(hour, shardOf(clientId, SHARDS)), hour, clientId, expiresAt };
}

/** All partitions that hold nights from one moment to another. */
export function slotsBetween(from: string, to: string): string[] {
  const slots: string[] = [];
  for (let day = from.slice(0, 10); day <= to.slice(0, 10); day = dayAfter(day, 1))
    for (let shard = 0; shard < SHARDS; shard += 1) slots.push(slotOf(day, shard));
  return slots;
}

/** With news: the job looks at them tonight. */
export function withNews(progress: Progress, now: Date): { progress: Progress; night: Night | undefined } {
  const hour = endOfToday(progress, now);
  const told: Progress = { ...progress, news: true };
  const { night } = progress;
  const isExpected = night !== undefined && night > now.toISOString() && night <= hour;
  if (isExpected) return { progress: told, night: undefined };
  return { progress: { ...told, night: hour }, night: nightAt(progress.clientId, hour) };
}

/** Looked at; and looked at again when the next thing is due that the calendar brings by itself: a follow-up that opens or
 *  closes, or a milestone. */
export function withNextNight(
  { news, night, ...progress }: Progress,
  attempts: readonly Attempt[],
  followUps: readonly FollowUp[],
  now: Date,
): { progress: Progress; night: Night | undefined } {
  const { zone, clientId } = progress;
  const today = dayIn(zone, now);
  const asked = attempts.flatMap((attempt) =>
    followUpsOf(attempt, followUps, today)
      .filter(({ settledAt }) => settledAt === undefined)
      .flatMap(({ opens, closes }) => [opens, dayAfter(closes, 1)]),
  );
  const since = lastCigarette(progress, now);
  const reached =
    since === undefined ? [] : MILESTONES.map((count) => dayIn(zone, new Date(since.getTime() + days(count))));
  const next = [...asked, ...reached].filter((day) => day > today).sort()[0];
  if (next === undefined) return { progress: { ...progress, night: undefined }, night: undefined };
  const hour = fullHour(dayStart(zone, next));
  return { progress: { ...progress, night: hour }, night: nightAt(clientId, hour) };
}
