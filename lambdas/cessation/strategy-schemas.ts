import * as z from 'zod';
import { Id, PersonId } from '#shared/text';
import { Day, Instant } from '#shared/time';
import { Dependence, EarlierAttempts, Motive, Readiness } from './profile-schemas.ts';
import { Attempt, Trigger } from './schemas.ts';

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

export const StoredStrategy = z.strictObject({
  clientId: PersonId,
  attemptId: Id,
  madeAt: Instant,
  inputs: StrategyInputs,
  strategy: Strategy,
});

export const QuitPlan = z
  .strictObject({
    attempt: Attempt,
    stage: StageOfChange.optional(),
    targets: z
      .array(z.strictObject({ date: Day, cigarettes: z.int() }))
      .optional()
      .describe('of the gradual method: how many cigarettes a day may have, from its first to the quit date'),
    strategy: Strategy.optional().describe('what everybody gets; absent until the smoking profile is told'),
    personal: z
      .strictObject({ lines: z.int(), feature: z.string(), plan: z.string(), at: z.string() })
      .optional()
      .describe('how many lines more there are that draw on your own triggers and history, and what has them'),
  })
  .meta({ id: 'QuitPlan', description: 'An attempt, and the way that leads through it' });
export type QuitPlan = z.infer<typeof QuitPlan>;

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
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/)
      .optional()
      .describe('its code of two letters (ISO 3166-1)'),
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

export const Help = z
  .strictObject({ tools: z.array(CopingTool), crisis: CrisisHelp })
  .meta({ id: 'Help', description: 'What helps at once' });
