import { type Rule, rule, STRONG, why } from './strategy-rule.ts';

const REASONS = {
  health: 'for my health',
  family: 'for the people I love',
  money: 'for what it costs me',
  freedom: 'so that nothing tells me when to go outside',
  fitness: 'for my breath',
  appearance: 'for my skin, my teeth and my clothes',
  example: 'so that nobody learns it from me',
} as const;

/** On the day and after it: what follows from how they smoked, why they stopped, and how. */
export const STOPPING: readonly Rule[] = [
  rule({
    id: 'carry-your-reason',
    phase: 'quit_day',
    reads: { motives: why.motives },
    when: ({ motives }) => motives.length > 0,
    text: ({ motives }) =>
      `Write it on a card, or on the screen you look at most: ${motives.map((one) => REASONS[one]).join('; ')}. Read it before you decide anything.`,
  }),
  rule({
    id: 'not-one-puff',
    phase: 'quit_day',
    reads: { method: why.abrupt },
    when: ({ method }) => method === 'abrupt',
    text: () => 'From this morning on it is not one puff: a clear line is easier to keep than a little less.',
  }),
  rule({
    id: 'today-is-zero',
    phase: 'quit_day',
    reads: { method: why.gradual },
    when: ({ method }) => method === 'gradual',
    text: () => 'Today the number is zero. Whatever is left in the tin goes into the bin, and water over it.',
  }),
  rule({
    id: 'first-morning',
    phase: 'quit_day',
    reads: { dependence: why.dependence },
    when: ({ dependence }) => dependence !== undefined && dependence >= STRONG,
    text: () =>
      'The first hour is the hardest one. Make it a different hour: shower before coffee, breakfast in another chair, out of the door as soon as you can.',
  }),
  rule({
    id: 'change-the-order',
    phase: 'quit_day',
    reads: { dependence: why.dependence },
    when: ({ dependence }) => dependence !== undefined && dependence < STRONG,
    text: () =>
      'Your cigarettes belong to places and moments. Change their order for a day: another way to work, another break, another seat.',
  }),
  rule({
    id: 'short-moments',
    phase: 'quit_day',
    reads: { cigarettesADay: why.cigarettesADay },
    text: ({ cigarettesADay }) =>
      `Expect up to ${cigarettesADay} moments today in which your hand looks for one. Each passes in a few minutes, whether you smoke or not. Drink a glass of water, breathe out slowly, walk to another room; SOS is there for the rest.`,
  }),
  rule({
    id: 'it-gets-easier',
    phase: 'first_weeks',
    reads: { cigarettesADay: why.cigarettesADay },
    text: ({ cigarettesADay }) =>
      cigarettesADay >= 10
        ? 'Short temper, bad sleep, hunger, fog: that is what getting free feels like. It is worst in the first week, and for most people it is over within four. If something worries you, ask a doctor or pharmacist.'
        : 'You may feel restless or short-tempered for some days; with few cigarettes it is often mild. What lasts longer is the habit: give your hands something else. If something worries you, ask a doctor or pharmacist.',
  }),
  rule({
    id: 'if-you-slip',
    phase: 'first_weeks',
    reads: { method: 'What a slip means follows from how you chose to stop' },
    text: ({ method }) =>
      method === 'abrupt'
        ? 'If you smoke one, it is one: put it out, throw the rest away, tell us, and the clear line holds again from this minute.'
        : 'If you smoke one, it is one: do not go back to counting down. The number is still zero, from this minute on. Tell us, and go on.',
  }),
  rule({
    id: 'see-the-money',
    phase: 'first_weeks',
    reads: { motives: 'Money is one of your reasons' },
    when: ({ motives }) => motives.includes('money'),
    text: () =>
      'Every evening put the price of what you did not smoke where you can see it: a jar, or an account of its own. Give it a name: what it is for.',
  }),
  rule({
    id: 'out-of-nowhere',
    phase: 'later',
    reads: { dependence: why.dependence },
    when: ({ dependence }) => dependence !== undefined && dependence >= STRONG,
    text: () =>
      'Months on, a craving may come out of nowhere. It does not mean that you are back at the start: they get rarer, and each is as short as it always was.',
  }),
  rule({
    id: 'read-it-again',
    phase: 'later',
    reads: { motives: why.motives },
    when: ({ motives }) => motives.length > 0,
    text: () => 'Once a month read your reasons again, and add what you have gained that was not on the list.',
  }),
];
