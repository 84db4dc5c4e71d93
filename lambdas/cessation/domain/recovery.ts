import type { Trigger } from '../schemas.ts';
import type { RecoveryStep } from '../strategy-schemas.ts';
import { toolsFor } from './coping.ts';

const EDITION = 1;

const STAYS =
  'Every smoke-free day so far, your longest run, what you saved and what you unlocked: all of it stays. Only the current run begins again.';

/** The first row that fits answers: how many of the last seven days had a cigarette in them, this one among them, and how
 *  many days ago the quit date was. */
const STEPS: readonly {
  readonly id: string;
  readonly smokingDays: number;
  readonly day?: number;
  readonly text: string;
  readonly nextTenMinutes: string;
  readonly tomorrow: string;
}[] = [
  {
    id: 'begin-anew',
    smokingDays: 7,
    text: 'A whole week: then this attempt has done its part, and it has taught you something. The next one does not begin at nothing.',
    nextTenMinutes:
      'Nothing has to be decided tonight. Write down one thing that worked, and one that you would do otherwise.',
    tomorrow:
      'Choose a new quit date, near enough to feel it, and talk to your coach, a pharmacist or a doctor about what could help this time.',
  },
  {
    id: 'steady-again',
    smokingDays: 4,
    text: 'This week has been hard, and you are still here and telling it. That counts.',
    nextTenMinutes: 'Throw away what is left, all of it. Then write to one person that this week is hard.',
    tomorrow:
      'Make it one day without, not for ever: plan its first two hours tonight. Ask a pharmacist or doctor what could take the edge off.',
  },
  {
    id: 'stop-the-slide',
    smokingDays: 2,
    text: 'More than one, and still a slip: what makes the difference is the next day, not the last one.',
    nextTenMinutes: 'Throw away what is left, wash your hands and face, and drink a glass of water.',
    tomorrow: 'Look at when it happened, on each of these days. Be somewhere else at that hour tomorrow.',
  },
  {
    id: 'late-slip',
    smokingDays: 1,
    day: 28,
    text: 'One, after all this time. You have weeks behind you that it cannot undo, and you know how it is done.',
    nextTenMinutes: 'Throw away what is left, go outside without it, and walk until you are warm.',
    tomorrow:
      'Live the day as you lived the last good one. Leave out, for a week, the place or the hour where it happened.',
  },
  {
    id: 'slip-on-the-way',
    smokingDays: 1,
    day: 7,
    text: 'One cigarette is one cigarette. It happens to many who stop in the end.',
    nextTenMinutes: 'Throw away what is left, drink a glass of water, and breathe out slowly ten times.',
    tomorrow: 'Note what came just before it, and have an answer ready for that moment.',
  },
  {
    id: 'early-slip',
    smokingDays: 1,
    text: 'These are the hardest days there are, and you told us at once. The attempt goes on from this minute.',
    nextTenMinutes:
      'Throw away what is left, put water over it, and wait ten minutes with a glass of water in your hand.',
    tomorrow: 'Change the first hour of the day: another order, another place. Think only as far as the evening.',
  },
];

/** The way on, for whoever slipped: the same lapse is always answered in the same way. */
export function recoveryStep(lapse: {
  readonly smokingDays: number;
  readonly daysSinceQuitDate: number;
  readonly trigger?: Trigger | undefined;
}): RecoveryStep {
  const fits = ({ smokingDays, day = 0 }: (typeof STEPS)[number]) =>
    lapse.smokingDays >= smokingDays && lapse.daysSinceQuitDate >= day;
  const { id, text, nextTenMinutes, tomorrow } = STEPS.find(fits) ?? STEPS.at(-1)!;
  return { id, edition: EDITION, text, nextTenMinutes, tomorrow, tool: toolsFor(lapse.trigger)[0]!, stays: STAYS };
}
