import * as z from 'zod';
import { Money } from '#shared/money';
import { PersonId } from '#shared/text';
import { Day, Instant, Zone } from '#shared/time';

export const Pack = z
  .strictObject({
    price: Money.extend({ amountMinor: z.int().min(0).max(100_000_000) }),
    cigarettes: z.int().min(1).max(100).describe('in one pack'),
  })
  .meta({ id: 'Pack', description: 'What the client pays for how many' });
export type Pack = z.infer<typeof Pack>;

/** A new price counts from its day on: it rewrites nothing. The first counts for whatever came before it, too. */
const PackSince = Pack.extend({ from: Day });
export type PackSince = z.infer<typeof PackSince>;

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

export const SmokingProfile = z
  .strictObject({
    clientId: PersonId,
    zone: Zone.describe('in which the client lives their days'),
    cigarettesADay: z.int().min(1).max(200).describe('before the attempt: what everything is measured against'),
    smokingSince: Day.describe('the first of January where only the year is known'),
    packs: z.array(PackSince).min(1),
    habits: DependenceAnswers.optional(),
    readiness: Readiness.optional(),
    motives: z.array(Motive).max(7).optional(),
    earlierAttempts: EarlierAttempts.optional(),
    completedAt: Instant,
  })
  .meta({ id: 'SmokingProfile', description: 'How somebody smoked before they stopped' });
export type SmokingProfile = z.infer<typeof SmokingProfile>;

/** The profile as it is told: a price is told as it is today. */
export const ToldProfile = SmokingProfile.omit({ clientId: true, packs: true, completedAt: true }).extend({
  pack: Pack,
});

export const ShownProfile = SmokingProfile.extend({
  dependence: Dependence.optional().describe('by the habits told; absent without them'),
}).meta({ id: 'ShownProfile', description: 'How somebody smoked, and what that says' });
