import { summed } from './domain/summary.ts';
import { progresses } from './records.ts';

/** How far somebody has come, for other modules. Needs `get:QUIT` and `unseal`. */
export async function standingOf(clientId: string, now: Date) {
  const progress = await progresses.get({ clientId });
  if (progress === undefined) return undefined;
  const { smokeFree, cigarettesAvoided = 0, moneySaved = [] } = summed(progress, now);
  return {
    logs: smokeFree?.logs ?? 0,
    resisted: 0,
    currentDays: smokeFree?.current ?? 0,
    longestDays: smokeFree?.longest ?? 0,
    cigarettesAvoided,
    moneySaved,
    lapses: 0,
  };
}
