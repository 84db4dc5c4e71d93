import { dayAfter, dayIn } from '#shared/time';

export interface Raw {
  readonly zone: string;
  readonly quitDate: string;
  readonly cigarettesADay: number;
  readonly packs: readonly { from: string; cigarettes: number; price: { amountMinor: number; currency: string } }[];
  readonly logs: readonly { date: string; cigarettes: number }[];
  /** The dates of cravings that ended in a cigarette. */
  readonly slips: readonly string[];
}

/** The figures as anybody would count them on paper: day by day, from all that was ever told. */
export function counted({ zone, quitDate, cigarettesADay, packs, logs, slips }: Raw, now: Date) {
  const today = dayIn(zone, now);
  const smokedOn = (day: string) =>
    Math.max(logs.find(({ date }) => date === day)?.cigarettes ?? 0, slips.filter((date) => date === day).length);
  const runs = [0];
  const avoided = packs.map(() => 0);
  let logged = 0;
  for (let day = quitDate; day < today; day = dayAfter(day, 1)) {
    if (smokedOn(day) > 0) runs.push(0);
    else runs.push(runs.pop()! + 1);
    if (logs.some(({ date }) => date === day)) logged += 1;
    const held = packs.filter(({ from }) => from <= day).length;
    avoided[Math.max(0, held - 1)]! += cigarettesADay - smokedOn(day);
  }
  const money = new Map<string, number>();
  for (const [index, { price, cigarettes }] of packs.entries()) {
    const saved = Math.floor((avoided[index]! * price.amountMinor) / cigarettes);
    money.set(price.currency, (money.get(price.currency) ?? 0) + saved);
  }
  return {
    smokeFree: {
      current: smokedOn(today) > 0 ? 0 : runs.at(-1)!,
      longest: Math.max(...runs),
      total: runs.reduce((sum, run) => sum + run, 0),
      since: quitDate,
      logs: logged,
    },
    cigarettesAvoided: avoided.reduce((sum, some) => sum + some, 0),
    moneySaved: [...money].map(([currency, amountMinor]) => ({ currency, amountMinor })),
  };
}
