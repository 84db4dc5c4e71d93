import type { Effect } from '#shared/outcome';
import { piecesOf } from '#shared/pieces';
import type { Stored } from '#shared/table/entity';
import { dayAfter, dayIn } from '#shared/time';
import { contributionChange, contributionOf } from './domain/contribution.ts';
import { type Due, followUpId, followUpsDue } from './domain/follow-up.ts';
import { withNews, withNextNight } from './domain/night.ts';
import { lookedBackTo, outcomeOf } from './domain/outcome.ts';
import { courseOfAttempt } from './domain/plan.ts';
import { settled, type Telling, tallied, told } from './domain/progress.ts';
import { strategyOf } from './domain/strategy.ts';
import { strategyInputs } from './domain/strategy-inputs.ts';
import { summed } from './domain/summary.ts';
import { followUpDue, lapsed, outcomeSettled, relapsed, standingChanged, standingMoved } from './events.ts';
import type { OpenDay, Progress } from './figures-schemas.ts';
import type { FollowUp } from './follow-up-schemas.ts';
import type { SmokingProfile } from './profile-schemas.ts';
import {
  attempts,
  contributions,
  cravings,
  dayLogs,
  dayScores,
  deaths,
  followUps,
  keep,
  lapses,
  progresses,
  strategies,
} from './records.ts';
import type { Attempt } from './schemas.ts';

/* What several entries of this module read and decide alike. Whoever calls commits. */

type NewId = (prefix: string) => string;

/** So many of the latest cravings say what they come from. */
const CRAVINGS = 100;

/** Counts what was told of a day into the figures and into tonight; and where the attempt goes another way by it, into the
 *  attempt. */
export async function counted(
  known: Stored<Progress>,
  date: string,
  telling: Telling,
  { id, clientId, at }: { id: string; clientId: string; at: string },
  now: Date,
): Promise<Effect[]> {
  const { progress, isLapse, relapse } = told(known, date, telling);
  const next = withNews(settled(progress, now), now);
  const { startedAt, id: attemptId } = relapse ? progress.spans.at(-1)! : { startedAt: '', id: '' };
  const attempt = relapse && (await attempts.get({ clientId, startedAt, id: attemptId }));
  return [
    ...keep(known, next.progress, next.night),
    attempt && attempts.change(attempt, courseOfAttempt(attempt, relapse?.on)),
    attempt && relapse?.on !== undefined && relapsed.raise({ clientId, attemptId, at }),
    isLapse ? lapsed.raise({ id, clientId, at }) : standingMoved.raise({ id, clientId, at }),
  ];
}

/** The strategy for an attempt, made anew from all that is known: of the others by how they stand. */
export async function planned(
  attempt: Attempt,
  all: readonly Attempt[],
  profile: SmokingProfile,
  progress: Progress,
  now: Date,
): Promise<Effect[]> {
  const { clientId, id: attemptId } = attempt;
  const [urges, before] = await Promise.all([
    cravings.list({ clientId }, { reverse: true, limit: CRAVINGS }),
    strategies.get({ clientId, attemptId }),
  ]);
  const today = dayIn(progress.zone, now);
  const { longest: longestDays } = tallied(progress, dayAfter(today, -1));
  const others = all.filter(({ id }) => id !== attemptId);
  const inputs = strategyInputs({ profile, attempt, attempts: others, longestDays, cravings: urges, today });
  const made = { clientId, attemptId, madeAt: now.toISOString(), inputs, strategy: strategyOf(inputs) };
  return [before ? strategies.change(before, made) : strategies.add(made)];
}

/** All that was told of the days from one on and before another, from the raw logs, cravings and lapses. */
export async function toldBetween(clientId: string, from: string, before: string): Promise<OpenDay[]> {
  const around = { from: dayAfter(from, -1), to: dayAfter(before, 2) }; // a date is not the same everywhere
  const [logs, urges, slips] = await Promise.all([
    dayLogs.list({ clientId }, { from, to: before }),
    cravings.list({ clientId }, around),
    lapses.list({ clientId }, around),
  ]);
  const days = new Map<string, OpenDay>(
    logs.map(({ date, cigarettes }) => [date, { date, logged: cigarettes, slips: 0 }]),
  );
  const smoked = urges.flatMap((urge) => (urge.smoked && urge.date ? [{ date: urge.date, cigarettes: 1 }] : []));
  for (const { date, cigarettes } of [...smoked, ...slips]) {
    if (date < from || date >= before) continue;
    const day = days.get(date) ?? { date, slips: 0 };
    days.set(date, { ...day, slips: day.slips + cigarettes });
  }
  return [...days.values()];
}

/** What came of an attempt by the answer in a follow-up, or without one. */
export async function outcomeIn(attempt: Attempt, followUp: Pick<FollowUp, 'months' | 'answer' | 'answeredOn'>) {
  const { answeredOn } = followUp;
  const told =
    answeredOn === undefined
      ? []
      : await toldBetween(attempt.clientId, lookedBackTo(attempt.quitDate, answeredOn), answeredOn);
  return outcomeOf(attempt, followUp, told);
}

const AT_ONCE = 10;

/** Some at a time, so that a night neither waits for each nor asks the table for all. */
export async function eachOf(clientIds: readonly string[], close: (clientId: string) => Promise<void>): Promise<void> {
  for (const some of piecesOf(clientIds, AT_ONCE)) await Promise.all(some.map(close));
}

/** A day of somebody's has ended, or a date has come on which something is due: what follows from it. Done again, it
 *  changes nothing. */
export async function closeDay(clientId: string, now: Date, newId: NewId): Promise<Effect[]> {
  const progress = await progresses.get({ clientId });
  if (progress === undefined) return [];
  const today = dayIn(progress.zone, now);
  const date = dayAfter(today, -1);
  const [all, asked, counted, scored, death] = await Promise.all([
    attempts.list({ clientId }),
    followUps.list({ clientId }),
    contributions.get({ clientId }),
    dayScores.get({ clientId, date }),
    deaths.get({ clientId }),
  ]);
  const due = all.flatMap((attempt) =>
    followUpsDue(attempt, asked, today, death).map((step) => followedUp(attempt, step, asked, now, newId)),
  );
  const done = await Promise.all(due);
  const summary = summed(progress, now);
  const health = progress.news && summary.healthScore;
  const contribution = contributionOf(summary);
  const change = contributionChange(contribution, counted?.contribution);
  const at = now.toISOString();
  const next = withNextNight(settled(progress, now), all, [...asked, ...done.map(({ item }) => item)], now);
  return [
    ...done.flatMap(({ effects }) => effects),
    ...keep(progress, next.progress, next.night),
    health && (scored ? dayScores.change(scored, { health }) : dayScores.add({ clientId, date, health })),
    change &&
      (counted ? contributions.change(counted, { contribution }) : contributions.add({ clientId, contribution })),
    change && standingChanged.raise({ ...change, id: newId('chg'), at }),
    standingMoved.raise({ id: newId('ngt'), clientId, at }),
  ];
}

/** A follow-up is asked when it opens, and settled when it has closed. Of somebody who died nothing is told. */
async function followedUp(
  attempt: Attempt,
  { months, step }: Due,
  asked: readonly Stored<FollowUp>[],
  now: Date,
  newId: NewId,
): Promise<{ item: FollowUp; effects: Effect[] }> {
  const { clientId, id: attemptId } = attempt;
  const id = followUpId(attemptId, months);
  const known = asked.find((one) => one.id === id);
  const at = now.toISOString();
  const outcome = step === 'settle' ? await outcomeIn(attempt, { months, ...known }) : undefined;
  const patch = step === 'ask' ? { askedAt: at } : { settledAt: at, ...(outcome && { outcome }) };
  const written = known ? followUps.change(known, patch) : followUps.add({ id, clientId, attemptId, months, ...patch });
  return {
    item: written.item,
    effects: [
      written,
      step === 'ask' && followUpDue.raise({ clientId, attemptId, at, months }),
      outcome && outcomeSettled.raise({ ...outcome, id: newId('out'), at, months }),
    ],
  };
}
