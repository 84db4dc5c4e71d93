import * as z from 'zod';
import { Instant } from '#shared/time';
import { Attempt, Craving } from './schemas.ts';

const Trigger = Craving.shape.trigger;
export type Trigger = z.infer<typeof Trigger>;

/** The sixth question is how many cigarettes a day: the smoking profile knows. */
export const DependenceAnswers = z
  .strictObject({
    firstCigarette: z
      .enum(['within_5_minutes', '6_to_30_minutes', '31_to_60_minutes', 'after_60_minutes'])
      .describe('how soon after waking'),
    hardWhereForbidden: z.boolean().describe('whether it is hard not to smoke where it is forbidden'),
    hardestToGiveUp: z.enum(['first_of_the_day', 'any_other']),
    moreInTheMorning: z.boolean().describe('whether they smoke more in the first hours than in the rest of the day'),
    whenIllInBed: z.boolean().describe('whether they smoke even when in bed with an illness'),
  })
  .meta({ id: 'DependenceAnswers', description: 'Five of the six answers to the Fagerström test' });
export type DependenceAnswers = z.infer<typeof DependenceAnswers>;

export const Dependence = z
  .strictObject({
    ftnd: z
      .strictObject({
        score: z.int().min(0).max(10),
        band: z.enum(['very_low', 'low', 'medium', 'high', 'very_high']),
      })
      .describe('Fagerström Test for Nicotine Dependence'),
    hsi: z
      .strictObject({ score: z.int().min(0).max(6), band: z.enum(['low', 'medium', 'high']) })
      .describe('Heaviness of Smoking Index'),
  })
  .meta({ id: 'Dependence', description: 'How strongly somebody depends on nicotine, by their own answers' });
export type Dependence = z.infer<typeof Dependence>;

const Scale = z.int().min(0).max(10);

export const Readiness = z
  .strictObject({
    intention: z.enum(['not_now', 'within_6_months', 'within_30_days']).describe('when they mean to stop'),
    importance: Scale.describe('how much it matters to them to stop'),
    confidence: Scale.describe('how sure they are that they can'),
  })
  .meta({ id: 'Readiness', description: 'How ready somebody is to stop' });

export const Motive = z
  .enum(['health', 'family', 'money', 'freedom', 'fitness', 'appearance', 'example'])
  .meta({ id: 'Motive', description: 'Why somebody wants to stop' });
export type Motive = z.infer<typeof Motive>;

export const EarlierAttempts = z
  .strictObject({
    count: z.int().min(0).max(100),
    longestDays: z.int().min(0).max(36_500).optional().describe('how long the longest lasted'),
    broughtBack: z.enum(['stress', 'alcohol', 'company', 'cravings', 'weight', 'low_mood', 'one_to_test']).optional(),
  })
  .meta({ id: 'EarlierAttempts', description: 'What somebody knows of stopping already' });
export type EarlierAttempts = z.infer<typeof EarlierAttempts>;

/** All that a strategy may draw on. What was never told is absent, and no rule guesses it. */
export const StrategyInputs = z
  .strictObject({
    cigarettesADay: z.int().min(1).max(200),
    dependence: Dependence.shape.ftnd.shape.score.optional(),
    ...Readiness.partial().shape,
    motives: z.array(Motive),
    triggers: z.array(Trigger).describe('of their own cravings, the most frequent first'),
    earlierAttempts: EarlierAttempts.shape.count,
    longestDays: EarlierAttempts.shape.longestDays,
    broughtBack: EarlierAttempts.shape.broughtBack,
    method: Attempt.shape.method,
    daysUntilQuit: z.int().min(0).describe('how long the preparation is, from the day of the plan'),
  })
  .meta({ id: 'StrategyInputs', description: 'What a quit strategy is made of' });
export type StrategyInputs = z.infer<typeof StrategyInputs>;

export const StrategyLine = z
  .strictObject({
    id: z.string(),
    phase: z.enum(['prepare', 'quit_day', 'first_weeks', 'later']),
    kind: z.enum(['basic', 'personal']).describe('personal: it draws on their own triggers and history (Premium)'),
    text: z.string(),
    because: z
      .array(
        z.strictObject({
          input: StrategyInputs.keyof(),
          value: z.union([z.string(), z.number(), z.array(z.string()), z.null()]).describe('null: not told yet'),
          why: z.string(),
        }),
      )
      .min(1)
      .describe('all that the line was made of: where one of these differs, so does the line'),
  })
  .meta({ id: 'StrategyLine', description: 'One thing to do, and why this person reads it' });
export type StrategyLine = z.infer<typeof StrategyLine>;

export const Strategy = z
  .strictObject({ edition: z.int().describe('of the rules'), lines: z.array(StrategyLine) })
  .meta({ id: 'Strategy', description: 'A way to stop, made for one person by rules' });
export type Strategy = z.infer<typeof Strategy>;

export const StageOfChange = z
  .strictObject({
    stage: z.enum(['precontemplation', 'contemplation', 'preparation', 'action', 'maintenance']),
    means: z.string(),
    onwards: z.array(z.string()).describe('what moves a person to the next stage, or keeps them in the last'),
  })
  .meta({ id: 'StageOfChange', description: 'Where somebody stands on the way to stopping, and what moves them on' });
export type StageOfChange = z.infer<typeof StageOfChange>;

export const RecoveryTimeline = z
  .strictObject({
    edition: z.int(),
    source: z.string(),
    since: Instant.optional().describe('the last cigarette, as far as it was told; absent: nothing has begun'),
    steps: z.array(
      z.strictObject({
        id: z.string(),
        after: z.string().describe('as the source says it'),
        text: z.string(),
        state: z.enum(['ahead', 'under_way', 'reached']),
        beginsAt: Instant.optional(),
        reachedAt: Instant.optional(),
      }),
    ),
    next: z
      .strictObject({ id: z.string(), beginsAt: Instant, inMinutes: z.int().min(0) })
      .optional()
      .describe('the step that begins next; absent after the last, and before the first cigarette left out'),
  })
  .meta({ id: 'RecoveryTimeline', description: 'What a body regains, and when, by one source' });
export type RecoveryTimeline = z.infer<typeof RecoveryTimeline>;

export const CopingTool = z
  .strictObject({ id: z.string(), title: z.string(), text: z.string(), minutes: z.int().min(1) })
  .meta({ id: 'CopingTool', description: 'Something to do until a craving has passed' });
export type CopingTool = z.infer<typeof CopingTool>;

export const RecoveryStep = z
  .strictObject({
    id: z.string(),
    edition: z.int(),
    text: z.string(),
    nextTenMinutes: z.string(),
    tomorrow: z.string(),
    tool: CopingTool,
    stays: z.string().describe('what a lapse takes nothing from'),
  })
  .meta({ id: 'RecoveryStep', description: 'The way on after a lapse' });
export type RecoveryStep = z.infer<typeof RecoveryStep>;

const HelpLine = z.strictObject({ name: z.string(), number: z.string(), hours: z.string() });

export const CrisisHelp = z
  .strictObject({
    edition: z.int(),
    lastChecked: z.iso.date(),
    text: z.string(),
    emergency: z.string().optional().describe('the number of that country; absent where we are not certain'),
    lines: z.array(HelpLine),
    directory: z.url().describe('where lines of any country are found'),
    note: z.string(),
  })
  .meta({ id: 'CrisisHelp', description: 'Where to turn when it is about more than smoking' });
export type CrisisHelp = z.infer<typeof CrisisHelp>;
