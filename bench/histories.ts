import { fresh, settled, told, withPlan, withProfile } from '#lambdas/cessation/domain/progress';
import type { Progress } from '#lambdas/cessation/figures-schemas';
import type { Attempt, DayLog } from '#lambdas/cessation/schemas';
import { idsFrom } from '#shared/table/commit';
import { dayAfter, dayIn, dayStart, days, hours } from '#shared/time';

/* Histories as long as one likes, by the module's own rules: each day told, and counted in, on its evening. */

export interface History {
  readonly attempt: Attempt;
  readonly progress: Progress;
  readonly logs: readonly DayLog[];
}

interface Life {
  readonly clientId: string;
  readonly zone: string;
  /** So many are over since they stopped, and each was told. */
  readonly days: number;
  readonly cigarettesOn?: ((day: number) => number) | undefined;
}

export function lived({ clientId, zone, days: count, cigarettesOn = nowAndThen }: Life, now: Date): History {
  const newId = idsFrom(clientId);
  const quitDate = dayAfter(dayIn(zone, now), -count);
  const startedAt = dayStart(zone, quitDate).toISOString();
  const attempt: Attempt = {
    id: newId('att'),
    clientId,
    startedAt,
    quitDate,
    zone,
    method: 'abrupt',
    status: 'running',
  };
  const profile = { zone, cigarettesADay: 20, smokingSince: '2001-01-01', packs: packsFrom(quitDate, count) };
  let progress = withPlan(withProfile(fresh(clientId, zone, quitDate), profile), attempt);
  const logs: DayLog[] = [];
  for (let day = 0; day < count; day += 1) {
    const date = dayAfter(quitDate, day);
    const evening = new Date(Date.parse(startedAt) + days(day) + hours(21));
    const cigarettes = cigarettesOn(day);
    progress = settled(told(progress, date, { logged: cigarettes }).progress, evening);
    logs.push({
      id: newId('day'),
      clientId,
      date,
      cigarettes,
      mood: 1 + (day % 5),
      loggedAt: evening.toISOString(),
      backDated: false,
    });
  }
  return { attempt, progress, logs };
}

/** Never so often that it were a relapse. */
const nowAndThen = (day: number) => (day % 23 === 7 ? 1 + (day % 4) : 0);

const PRICE_LASTS = 730;

/** What a pack costs goes up every two years. */
const packsFrom = (first: string, count: number) =>
  Array.from({ length: Math.ceil(count / PRICE_LASTS) }, (_, index) => ({
    price: { amountMinor: 65_000 + 7_500 * index, currency: 'KZT' },
    cigarettes: 20,
    from: dayAfter(first, index * PRICE_LASTS),
  }));
