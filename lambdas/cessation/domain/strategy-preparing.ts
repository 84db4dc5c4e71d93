import { counted, type Rule, rule, STRONG, why } from './strategy-rule.ts';

/** So long a preparation loses its edge. */
const FAR = 28;
const LOW = 4;
const HIGH = 8;

/** Before the day: what follows from how they smoke, how ready they are, and what they chose. */
export const PREPARING: readonly Rule[] = [
  rule({
    id: 'tell-somebody',
    phase: 'prepare',
    reads: { daysUntilQuit: why.daysUntilQuit },
    text: ({ daysUntilQuit: days }) =>
      days === 0
        ? 'Tell one person now that you stop today, and ask whether you may write to them tonight.'
        : `Tell one or two people that you stop in ${counted(days)}, and what would help: a message in the evening, no cigarette offered.`,
  }),
  rule({
    id: 'no-need-to-wait',
    phase: 'prepare',
    reads: { daysUntilQuit: why.daysUntilQuit },
    when: ({ daysUntilQuit }) => daysUntilQuit > FAR,
    text: ({ daysUntilQuit }) =>
      `${counted(daysUntilQuit)} are long. Prepare one small thing a week, and if you are ready sooner, move the date: you can.`,
  }),
  rule({
    id: 'clear-out',
    phase: 'prepare',
    reads: { method: why.abrupt, daysUntilQuit: why.daysUntilQuit },
    when: ({ method }) => method === 'abrupt',
    text: ({ daysUntilQuit }) =>
      `${daysUntilQuit === 0 ? 'Now' : 'On the evening before'}, throw out cigarettes, lighters and ashtrays. Look through coat pockets, bags and the car, too.`,
  }),
  rule({
    id: 'count-down',
    phase: 'prepare',
    reads: {
      method: why.gradual,
      cigarettesADay: 'The steps begin at what you smoke now',
      daysUntilQuit: why.daysUntilQuit,
    },
    when: ({ method, daysUntilQuit }) => method === 'gradual' && daysUntilQuit > 0,
    text: ({ cigarettesADay, daysUntilQuit }) =>
      `Go from ${cigarettesADay} a day to none in ${counted(daysUntilQuit)}: your plan has a number for each day. Put that many into a tin in the morning, and keep the rest where it is a walk away.`,
  }),
  rule({
    id: 'easy-ones-first',
    phase: 'prepare',
    reads: { method: why.gradual, daysUntilQuit: why.daysUntilQuit },
    when: ({ method, daysUntilQuit }) => method === 'gradual' && daysUntilQuit > 0,
    text: () =>
      'Leave out first the cigarettes that you would hardly miss, and keep those that you like best for last. Do not make up for one left out by smoking the next one deeper.',
  }),
  rule({
    id: 'smoke-free-home',
    phase: 'prepare',
    reads: { cigarettesADay: why.cigarettesADay, daysUntilQuit: why.daysUntilQuit },
    when: ({ cigarettesADay, daysUntilQuit }) => cigarettesADay >= 20 && daysUntilQuit > 0,
    text: ({ cigarettesADay }) =>
      `From today on, smoke none of your ${cigarettesADay} indoors or in the car. Places that you have freed already are easier to stay free in.`,
  }),
  rule({
    id: 'ask-about-medicines',
    phase: 'prepare',
    reads: { dependence: why.dependence },
    when: ({ dependence }) => dependence !== undefined && dependence >= STRONG,
    text: () =>
      'Ask a pharmacist or doctor about nicotine replacement and other stop-smoking medicines soon, best before your quit date. Where the pull is strong, many people find the first weeks easier with them.',
  }),
  rule({
    id: 'medicines-are-there-for-you-too',
    phase: 'prepare',
    reads: { dependence: why.dependence },
    when: ({ dependence }) => dependence !== undefined && dependence < STRONG,
    text: () =>
      'For you it may be habit more than nicotine. If it turns out harder than that, ask a pharmacist or doctor about nicotine replacement: it is not only for heavy smokers.',
  }),
  rule({
    id: 'six-questions',
    phase: 'prepare',
    reads: { dependence: 'You have not answered the questions about dependence yet' },
    when: ({ dependence }) => dependence === undefined,
    text: () => 'Answer the questions about how you smoke. It takes a minute, and this plan can then say more.',
  }),
  rule({
    id: 'no-hurry',
    phase: 'prepare',
    reads: { intention: why.intention },
    when: ({ intention }) => intention === 'not_now',
    text: () =>
      'You need not be ready. Try one thing only: on one day this week, have the first cigarette half an hour later, and see what it is like.',
  }),
  rule({
    id: 'practice-day',
    phase: 'prepare',
    reads: { intention: why.intention, daysUntilQuit: why.daysUntilQuit },
    when: ({ intention, daysUntilQuit }) => intention === 'within_6_months' && daysUntilQuit > 1,
    text: () =>
      'Pick a quiet day for a practice run: 24 hours without. It is no test, whatever comes of it: you learn which hours are hard.',
  }),
  rule({
    id: 'both-columns',
    phase: 'prepare',
    reads: { importance: why.importance },
    when: ({ importance }) => importance !== undefined && importance <= LOW,
    text: () =>
      'Write down what smoking gives you, and beside it what it takes. Do not argue with the list. Read it again in a week.',
  }),
  rule({
    id: 'small-proof',
    phase: 'prepare',
    reads: { confidence: why.confidence, daysUntilQuit: why.daysUntilQuit },
    when: ({ confidence }) => confidence !== undefined && confidence <= LOW,
    text: ({ daysUntilQuit }) =>
      daysUntilQuit === 0
        ? 'You need not feel sure. Get through one hour, and look back at it: that is the proof. Then the next.'
        : 'Begin with a small proof: choose one cigarette of tomorrow and leave it out. Nobody feels sure before they have seen themselves do it.',
  }),
  rule({
    id: 'plan-for-a-bad-day',
    phase: 'prepare',
    reads: { confidence: why.confidence },
    when: ({ confidence }) => confidence !== undefined && confidence >= HIGH,
    text: () =>
      'You are sure, and that carries far. Plan one thing more: what you do, and whom you call, on the one evening when everything goes wrong.',
  }),
  rule({
    id: 'find-a-reason',
    phase: 'prepare',
    reads: { motives: 'You have not told us your reasons yet' },
    when: ({ motives }) => motives.length === 0,
    text: () => 'Finish this sentence in your own words and keep it: "I want to stop, because …"',
  }),
];
