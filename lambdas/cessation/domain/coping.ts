import type { Trigger } from '../schemas.ts';
import type { CopingTool } from '../strategy-schemas.ts';

/** For any craving: it comes in a wave, and these are as long as a wave. */
const ANY: readonly CopingTool[] = [
  {
    id: 'wait-it-out',
    title: 'Wait ten minutes',
    text: 'Do not decide now. Look at the clock and decide in ten minutes. It rises, it stands, it falls, whether you smoke or not.',
    minutes: 10,
  },
  {
    id: 'breathe',
    title: 'Breathe out slowly',
    text: 'In through the nose while you count to four, out through the mouth while you count to eight. Ten times.',
    minutes: 2,
  },
  {
    id: 'water',
    title: 'Drink a glass of water',
    text: 'Cold, in small sips, standing at a window.',
    minutes: 3,
  },
  {
    id: 'write-to-somebody',
    title: 'Write to one person',
    text: 'Three words are enough: "It is hard." You need no reason, and they need no answer.',
    minutes: 2,
  },
];

const BY_TRIGGER: Readonly<Record<Trigger, readonly CopingTool[]>> = {
  stress: [
    {
      id: 'walk-it-off',
      title: 'Leave the room',
      text: 'Go out, up the stairs, once around the house, as fast as you like. What has to be said can be said in five minutes.',
      minutes: 5,
    },
    {
      id: 'name-it',
      title: 'Say what it is',
      text: 'Finish the sentence aloud or on paper: "What weighs on me is …" A cigarette would not change the end of it.',
      minutes: 3,
    },
  ],
  meal: [
    {
      id: 'up-from-the-table',
      title: 'Stand up now',
      text: 'Clear the table, wash one thing, brush your teeth. The meal is over when your mouth is fresh.',
      minutes: 5,
    },
  ],
  coffee: [
    {
      id: 'another-cup',
      title: 'Take the cup elsewhere',
      text: 'Another seat, the other hand, or another drink. Finish it standing if you have to.',
      minutes: 5,
    },
  ],
  alcohol: [
    {
      id: 'next-one-without',
      title: 'Make the next one water',
      text: 'Order it now, drink it first, and stand where nobody smokes. If that is not enough, going home is a plan, too.',
      minutes: 10,
    },
  ],
  company: [
    {
      id: 'step-away',
      title: 'Step away with your glass',
      text: 'Say "I have stopped, I will be right back", and come back when they have finished. Their break is five minutes long.',
      minutes: 5,
    },
  ],
  boredom: [
    {
      id: 'busy-hands',
      title: 'Give your hands something',
      text: 'One small thing with a beginning and an end: a drawer, a dish, a drawing, twenty steps and back.',
      minutes: 5,
    },
  ],
  other: [
    {
      id: 'look-around',
      title: 'Look around you',
      text: 'Name five things that you see, four that you hear, three that you feel. Then look at the clock again.',
      minutes: 3,
    },
  ],
};

/** What fits the trigger first, then what fits always. */
export const toolsFor = (trigger: Trigger | undefined): CopingTool[] => [
  ...(trigger ? BY_TRIGGER[trigger] : []),
  ...ANY,
];
