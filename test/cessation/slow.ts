import { dayAfter, dayIn } from '#shared/time';

export interface Raw {
  readonly zone: string;
  readonly since: string;
  readonly cigarettesADay: number;
  readonly packs: readonly { from: string; cigarettes: number; price: { amountMinor: number; currency: string } }[];
  /** The oldest first; of all but the latest, when they ended. */
  readonly attempts: readonly { quitDate: string; endedOn?: string | undefined }[];
  readonly logs: readonly { date: string; cigarettes: number }[];
  /** A date for each cigarette told of in the middle of a day. */
  readonly slips: readonly string[];
}

/** The figures as anybody would count them on paper: day by day, from all that was ever told. */
export function counted({ zone, since, cigarettesADay, packs, attempts, logs, slips }: Raw, now: Date) {
  const today = dayIn(zone, now);
  const log = new Map(logs.map(({ date, cigarettes }) => [date, cigarettes]));
  const slipped = Map.groupBy(slips, (date) => date);
  const told = (day: string) => Math.max(log.get(day) ?? 0, slipped.get(day)?.length ?? 0);
  const latest = attempts.at(-1);
  const relapsedOn = latest && relapseOf(latest.quitDate);
  const ends = attempts.map((attempt) => attempt.endedOn ?? (attempt === latest ? relapsedOn : undefined));
  const isWithin = (day: string) =>
    attempts.some(({ quitDate }, index) => day >= quitDate && (ends[index] === undefined || day <= ends[index]));
  const firstQuitDate = attempts[0]?.quitDate;

  /** Seven smoking days on end, where days of which nothing was told are as if they were not there. */
  function relapseOf(quitDate: string): string | undefined {
    const days = [...new Set([...log.keys(), ...slips])].filter((day) => day >= quitDate).sort();
    let run = 0;
    for (const day of days) {
      run = told(day) > 0 ? run + 1 : 0;
      if (run === 7) return day;
    }
    return undefined;
  }

  const runs = [0];
  const avoided = packs.map(() => 0);
  let logged = 0;
  for (let day = since; day < today; day = dayAfter(day, 1)) {
    const isAccounted = log.has(day) || isWithin(day);
    const smoked = isAccounted ? told(day) : cigarettesADay;
    if (firstQuitDate !== undefined && day >= firstQuitDate) {
      if (smoked > 0) runs.push(0);
      else runs.push(runs.pop()! + 1);
    }
    if (log.has(day)) logged += 1;
    const held = packs.filter(({ from }) => from <= day).length;
    avoided[Math.max(0, held - 1)]! += cigarettesADay - smoked;
  }
  const money = new Map<string, number>();
  for (const [index, { price, cigarettes }] of packs.entries()) {
    const saved = Math.floor((avoided[index]! * price.amountMinor) / cigarettes);
    money.set(price.currency, (money.get(price.currency) ?? 0) + saved);
  }
  const hasQuit = firstQuitDate !== undefined && firstQuitDate <= today;
  return {
    since,
    logs: logged,
    ...(hasQuit && {
      smokeFree: {
        current: told(today) > 0 ? 0 : runs.at(-1)!,
        longest: Math.max(...runs),
        total: runs.reduce((sum, run) => sum + run, 0),
        since: firstQuitDate,
      },
    }),
    ...(since < today && {
      cigarettesAvoided: avoided.reduce((sum, some) => sum + some, 0),
      moneySaved: [...money].map(([currency, amountMinor]) => ({ currency, amountMinor })),
    }),
    relapsedOn,
  };
}
