import { daysBetween } from '#shared/time';
import type { Attempt } from '../schemas.ts';
import type { StageOfChange, StrategyInputs } from '../strategy-schemas.ts';

type Stage = StageOfChange['stage'];

interface Known {
  readonly today: string;
  readonly intention?: StrategyInputs['intention'];
  /** The latest, if there was any. */
  readonly attempt?: Pick<Attempt, 'quitDate' | 'status'> | undefined;
  /** On end, up to yesterday. */
  readonly smokeFreeDays: number;
}

/** Prochaska and DiClemente 1983; the line between contemplation and preparation as DiClemente et al. 1991 draw it. */
const SOON = 30;
/** Six months. */
const KEPT = 183;

const STAGES: Readonly<Record<Stage, Omit<StageOfChange, 'stage'>>> = {
  precontemplation: {
    means: 'You do not mean to stop within the next six months',
    onwards: [
      'See what your smoking costs and does, in your own figures, without deciding anything',
      'Write down what it gives you and what it takes',
      'Tell us when that changes: within six months is a step',
    ],
  },
  contemplation: {
    means: 'You mean to stop within six months, not yet within thirty days',
    onwards: [
      'Finish the sentence "I want to stop, because …"',
      'Try one day without, as practice',
      'Set a quit date that lies at most thirty days ahead',
    ],
  },
  preparation: {
    means: 'You mean to stop within thirty days',
    onwards: [
      'Tell somebody the date',
      'Log your cravings, and plan for those that come most often',
      'Ask a pharmacist or doctor what can help you, before the day',
      'Reach the quit date, and do not light one',
    ],
  },
  action: {
    means: 'Your quit date has come, and you have been without for less than six months on end',
    onwards: [
      'Get through one craving at a time: each passes in minutes',
      'After a slip go on at once: the attempt goes on, too',
      'Reach six months on end',
    ],
  },
  maintenance: {
    means: 'You have been without for six months or more on end',
    onwards: [
      'Know the moments in which it could be "just one"',
      'Look at what you have gained once a month',
      'Tell your story to somebody who is beginning',
    ],
  },
};

/** Undefined where nothing was told and nothing is planned: unknown is unknown. An attempt that ended in a relapse, or was
 *  given up, holds nobody in a stage: there they stand where they now mean to go. */
export function stageOf(known: Known): StageOfChange | undefined {
  const stage = nameOf(known);
  return stage && { stage, ...STAGES[stage] };
}

function nameOf({ today, intention, attempt, smokeFreeDays }: Known): Stage | undefined {
  const holds = attempt !== undefined && attempt.status !== 'relapsed' && attempt.status !== 'stopped';
  const ahead = holds ? daysBetween(today, attempt.quitDate) : undefined;
  if (ahead !== undefined && ahead <= 0) return smokeFreeDays >= KEPT ? 'maintenance' : 'action';
  if (intention === 'within_30_days' || (ahead !== undefined && ahead <= SOON)) return 'preparation';
  if (intention === 'within_6_months' || ahead !== undefined) return 'contemplation';
  return intention && 'precontemplation';
}
