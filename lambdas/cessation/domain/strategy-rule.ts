import type { StrategyInputs, StrategyLine } from '../strategy-schemas.ts';

type Input = keyof StrategyInputs;

/** From this score on, dependence is at least medium. */
export const STRONG = 5;

export const counted = (days: number) => (days === 1 ? '1 day' : `${days} days`);

/** Why a rule looks at an input, where it has no reason of its own. */
export const why = {
  abrupt: 'You chose to stop all at once',
  gradual: 'You chose to cut down until you stop',
  daysUntilQuit: 'It depends on how much time there is before your quit date',
  dependence: 'How soon you need the first cigarette, and how many there are, says how strong the pull is',
  cigarettesADay: 'It goes by how much you smoke',
  intention: 'It goes by when you mean to stop',
  confidence: 'It goes by how sure you feel',
  importance: 'It goes by how much stopping matters to you',
  motives: 'It is made of the reasons that you gave',
  triggers: 'It goes by what sets off your own cravings, the most frequent first',
  earlierAttempts: 'It goes by how often you have stopped before',
  longestDays: 'It goes by how far you have come before',
  broughtBack: 'You told us what brought you back',
} as const;

/** What makes a line personal, and so Premium (C-52): one's own triggers and history. */
const PERSONAL: readonly Input[] = ['triggers', 'earlierAttempts', 'longestDays', 'broughtBack'];

export interface Rule {
  readonly id: string;
  line(inputs: StrategyInputs): StrategyLine | undefined;
}

interface Written<Reads extends Input> {
  readonly id: string;
  readonly phase: StrategyLine['phase'];
  /** What it looks at, each with why. */
  readonly reads: Readonly<Record<Reads, string>>;
  readonly when?: (seen: Pick<StrategyInputs, Reads>) => boolean;
  readonly text: (seen: Pick<StrategyInputs, Reads>) => string;
}

/** A rule sees what it says it reads, and nothing else: so a line can differ only where one of its reasons does. */
export function rule<Reads extends Input>({ id, phase, reads, when = () => true, text }: Written<Reads>): Rule {
  const names = Object.keys(reads) as Reads[];
  const kind = names.some((name) => PERSONAL.includes(name)) ? 'personal' : 'basic';
  return {
    id,
    line(inputs) {
      const seen = Object.fromEntries(names.map((name) => [name, inputs[name]])) as Pick<StrategyInputs, Reads>;
      if (!when(seen)) return undefined;
      const because = names.map((input) => ({ input, value: seen[input] ?? null, why: reads[input] }));
      return { id, phase, kind, text: text(seen), because };
    },
  };
}
