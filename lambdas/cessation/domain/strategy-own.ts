import type { EarlierAttempts } from '../profile-schemas.ts';
import type { Trigger } from '../schemas.ts';
import { counted, type Rule, rule, why } from './strategy-rule.ts';

const PLAN_FOR: Readonly<Record<Trigger, string>> = {
  stress:
    'Stress: when it rises, first breathe out, twice as long as you breathe in, ten times. Then decide. The trouble is still there, and so are you.',
  meal: 'After meals: stand up with the last bite. Clear the table, brush your teeth, walk around the block.',
  coffee:
    'Coffee: for two weeks drink it somewhere else, or with the other hand, or take tea. It is the pair that calls, not the cup.',
  alcohol:
    'Alcohol: for the first weeks leave it out or stay with people who do not smoke. Decide before the first glass, not after the second.',
  company:
    'Company: say it before they offer: "I have stopped." Stand with those who do not smoke, and keep a glass or a pen in your hand.',
  boredom:
    'Boredom: write five things that take five minutes, on paper, and do the first one before you think about it.',
  other: 'Your other moments: note in the log what happened just before. Once it has a name, you can plan for it.',
};

const THIS_TIME: Readonly<Record<NonNullable<EarlierAttempts['broughtBack']>, string>> = {
  stress:
    'Stress brought you back before. Write down now the one call or the one walk that you take instead, before you need it.',
  alcohol:
    'A drink brought you back before. Until a month has passed, no drink where people smoke, and one friend who knows why.',
  company: 'Others who smoke brought you back before. Tell them by name, before the day, what you ask of them.',
  cravings:
    'The cravings themselves brought you back before. Ask a pharmacist or doctor what can take the edge off this time; that is what such medicines are for.',
  weight:
    'Your weight brought you back before. Many people gain some; it is one thing at a time, and this one first. If it weighs on you, ask a doctor or pharmacist.',
  low_mood:
    'Low mood brought you back before. If it lasts longer than two weeks, or gets dark, talk to a doctor: you do not have to sit it out, and it is no reason to smoke.',
  one_to_test:
    'One cigarette, to see whether you could, brought you back before. You know the answer to that test. There is no need to take it again.',
};

/** After so many days the body is through it: what brings people back later is something else. */
const FIRST_WEEKS = 28;

/** The same for each place in the order of their triggers. */
const planFor = (id: string, rank: number): Rule =>
  rule({
    id,
    phase: 'first_weeks',
    reads: { triggers: why.triggers },
    when: ({ triggers }) => triggers[rank] !== undefined,
    text: ({ triggers }) => PLAN_FOR[triggers[rank]!],
  });

/** What draws on one's own triggers and history. */
export const OWN: readonly Rule[] = [
  rule({
    id: 'learn-your-moments',
    phase: 'prepare',
    reads: { triggers: 'You have logged no cravings yet' },
    when: ({ triggers }) => triggers.length === 0,
    text: () =>
      'Log each craving for three days, smoked or not. Then this plan knows your moments, and says what to do in each.',
  }),
  planFor('first-trigger', 0),
  planFor('second-trigger', 1),
  planFor('third-trigger', 2),
  rule({
    id: 'first-attempt',
    phase: 'prepare',
    reads: { earlierAttempts: why.earlierAttempts },
    when: ({ earlierAttempts }) => earlierAttempts === 0,
    text: () =>
      'This is your first attempt. Most people need more than one, and none is wasted. Give it what you have, and be kind to yourself.',
  }),
  rule({
    id: 'you-have-practice',
    phase: 'prepare',
    reads: { earlierAttempts: why.earlierAttempts },
    when: ({ earlierAttempts }) => earlierAttempts >= 1 && earlierAttempts <= 3,
    text: ({ earlierAttempts }) =>
      `You have stopped ${earlierAttempts === 1 ? 'once' : `${earlierAttempts} times`} before. That is practice: write down one thing that worked, and use it again.`,
  }),
  rule({
    id: 'not-alone-this-time',
    phase: 'prepare',
    reads: { earlierAttempts: why.earlierAttempts },
    when: ({ earlierAttempts }) => earlierAttempts > 3,
    text: ({ earlierAttempts }) =>
      `You have stopped ${earlierAttempts} times: you do not lack will. Change what is around you instead: a coach, a stop-smoking service, and a word with a pharmacist or doctor about medicines.`,
  }),
  rule({
    id: 'further-than-ever',
    phase: 'first_weeks',
    reads: { longestDays: why.longestDays },
    when: ({ longestDays = 0 }) => longestDays > 0,
    text: ({ longestDays = 0 }) =>
      `You know the way up to ${counted(longestDays)}. Plan something good for day ${longestDays + 1}: from there on you are further than ever.`,
  }),
  rule({
    id: 'the-days-around-it',
    phase: 'later',
    reads: { longestDays: why.longestDays, broughtBack: why.broughtBack },
    when: ({ longestDays = 0, broughtBack }) => longestDays > FIRST_WEEKS && broughtBack !== undefined,
    text: ({ longestDays = 0 }) =>
      `Last time it was around day ${longestDays}, when the worst was long over. Set yourself a reminder for that week, and read then what you wrote for it.`,
  }),
  rule({
    id: 'this-time',
    phase: 'prepare',
    reads: { broughtBack: why.broughtBack },
    when: ({ broughtBack }) => broughtBack !== undefined,
    text: ({ broughtBack }) => THIS_TIME[broughtBack!],
  }),
];
