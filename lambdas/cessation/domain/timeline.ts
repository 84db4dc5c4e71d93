import { days, hours, minutes } from '#shared/time';
import type { RecoveryTimeline } from '../strategy-schemas.ts';

const EDITION = 1;
/** One source alone: no two of them give the same times. */
const SOURCE = 'World Health Organization, Tobacco: Health benefits of smoking cessation, 25 February 2020';

const MONTH = days(365.25 / 12);
const YEAR = days(365.25);

/** A span begins with its first moment and is reached with its last. */
const STEPS: readonly {
  readonly id: string;
  readonly after: string;
  readonly begins: number;
  readonly reached?: number;
  readonly text: string;
}[] = [
  {
    id: 'heart-rate',
    after: '20 minutes',
    begins: minutes(20),
    text: 'Your heart beats more slowly, and your blood pressure falls.',
  },
  {
    id: 'carbon-monoxide',
    after: '12 hours',
    begins: hours(12),
    text: 'The carbon monoxide in your blood is down to a normal level.',
  },
  {
    id: 'circulation',
    after: '2–12 weeks',
    begins: days(14),
    reached: days(84),
    text: 'Your blood flows better, and your lungs do more.',
  },
  {
    id: 'cough',
    after: '1–9 months',
    begins: MONTH,
    reached: 9 * MONTH,
    text: 'You cough less, and you are less often short of breath.',
  },
  {
    id: 'heart-disease-half',
    after: '1 year',
    begins: YEAR,
    text: 'Your risk of coronary heart disease is about half that of somebody who smokes.',
  },
  {
    id: 'stroke',
    after: '5–15 years',
    begins: 5 * YEAR,
    reached: 15 * YEAR,
    text: 'Your risk of a stroke comes down to that of somebody who does not smoke.',
  },
  {
    id: 'lung-cancer',
    after: '10 years',
    begins: 10 * YEAR,
    text: 'Your risk of lung cancer is about half that of somebody who smokes; those of the mouth, throat, gullet, bladder, cervix and pancreas are lower, too.',
  },
  {
    id: 'heart-disease',
    after: '15 years',
    begins: 15 * YEAR,
    text: 'Your risk of coronary heart disease is that of somebody who does not smoke.',
  },
];

/** How far a body has come since the last cigarette, to the minute. */
export function timelineOf(lastCigaretteAt: string | undefined, now: Date): RecoveryTimeline {
  const known = { edition: EDITION, source: SOURCE };
  const told = ({ id, after, text }: (typeof STEPS)[number]) => ({ id, after, text });
  if (lastCigaretteAt === undefined)
    return { ...known, steps: STEPS.map((step) => ({ ...told(step), state: 'ahead' })) };
  const since = Date.parse(lastCigaretteAt);
  const gone = now.getTime() - since;
  const at = (span: number) => new Date(since + span).toISOString();
  const steps = STEPS.map((step) => {
    const { begins, reached = begins } = step;
    const state = gone >= reached ? ('reached' as const) : gone >= begins ? ('under_way' as const) : ('ahead' as const);
    return { ...told(step), state, beginsAt: at(begins), reachedAt: at(reached) };
  });
  const next = STEPS.find(({ begins }) => begins > gone);
  return {
    ...known,
    since: lastCigaretteAt,
    steps,
    next: next && { id: next.id, beginsAt: at(next.begins), inMinutes: Math.ceil((next.begins - gone) / minutes(1)) },
  };
}
