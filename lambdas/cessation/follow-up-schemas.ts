import * as z from 'zod';
import { Id, PersonId } from '#shared/text';
import { Day, Instant } from '#shared/time';

const Months = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);

/** What is asked at a follow-up. The grace is two weeks from the quit date on. */
export const FollowUpAnswer = z
  .strictObject({
    smokedLast7Days: z.boolean(),
    smokedLast30Days: z.boolean(),
    cigarettesSinceGrace: z.int().min(0).max(100_000),
    wasBack: z
      .boolean()
      .describe('whether, since the grace, they smoked on seven days on end, or in each of two weeks on end'),
  })
  .meta({ id: 'FollowUpAnswer', description: 'How an attempt stands, as the client answers' });
export type FollowUpAnswer = z.infer<typeof FollowUpAnswer>;

export const Outcome = z
  .strictObject({
    responded: z.boolean(),
    abstinent7: z.boolean().describe('not a cigarette in the 7 days before the answer'),
    abstinent30: z.boolean().describe('not a cigarette in the 30 days before the answer'),
    prolonged: z.boolean().describe('since the grace, never back to smoking'),
    russell: z.boolean().optional().describe('at 6 and 12 months: at most 5 cigarettes since the grace'),
    contradicted: z.boolean().describe('whether a log said otherwise than the answer: then the log counts'),
  })
  .meta({ id: 'Outcome', description: 'What came of an attempt; no answer counts as smoking. Self-reported' });
export type Outcome = z.infer<typeof Outcome>;

export const FollowUp = z.strictObject({
  id: z.string(),
  clientId: PersonId,
  attemptId: Id,
  months: Months,
  askedAt: Instant.optional(),
  answer: FollowUpAnswer.optional(),
  answeredAt: Instant.optional(),
  answeredOn: Day.optional(),
  outcome: Outcome.optional(),
  settledAt: Instant.optional(),
});
export type FollowUp = z.infer<typeof FollowUp>;

export const ShownFollowUp = FollowUp.omit({ id: true, clientId: true, askedAt: true })
  .extend({
    due: Day,
    opens: Day,
    closes: Day,
    state: z.enum(['ahead', 'open', 'answered', 'missed']),
  })
  .meta({ id: 'FollowUp', description: 'A question after 1, 3, 6 or 12 months, and what was answered' });
export type ShownFollowUp = z.infer<typeof ShownFollowUp>;

/** Known by us: an attempt of somebody who died is in no rate. */
export const Death = z.strictObject({ clientId: PersonId, on: Day, recordedBy: PersonId, recordedAt: Instant });

/** Somebody at whom the nightly job looks when that hour has come. */
export const Night = z.strictObject({ slot: z.string(), hour: Instant, clientId: PersonId, expiresAt: Instant });
export type Night = z.infer<typeof Night>;

/** How far the nightly job has come. */
export const NightRun = z.strictObject({ run: z.literal('close-days'), through: Instant });
