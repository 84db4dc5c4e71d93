import * as z from 'zod';
import { PersonId, Text } from '#shared/text';
import { Instant } from '#shared/time';
import { Plan } from './schemas.ts';

/** What there is that a plan can have; who makes another one adds it here. */
export const Feature = z.enum([
  'self-tracking',
  'lapse-recovery',
  'strategy',
  'achievements',
  'personal-strategy',
  'trends',
]);
export type Feature = z.infer<typeof Feature>;

const PlanWords = z.strictObject({ title: Text(60), description: Text(500).optional() });

/** Which plan has what, and how it is called. An edition never changes: another one takes its place. */
export const Catalogue = z
  .strictObject({
    of: z.literal('catalogue'),
    serial: z.string().describe('the edition in the order of text'),
    edition: z.int().min(0),
    plans: z.strictObject({ basic: PlanWords, premium: PlanWords }),
    features: z
      .array(
        z.strictObject({
          feature: Feature,
          title: Text(200),
          plans: z.array(Plan).max(Plan.options.length),
        }),
      )
      .max(Feature.options.length),
    since: Instant,
    by: PersonId,
  })
  .meta({ id: 'MembershipCatalogue', description: 'Which membership plan has what, since when' });
export type Catalogue = z.infer<typeof Catalogue>;

/** Without when and by whom: the first of all is in the code. */
export type Comparison = Pick<Catalogue, 'edition' | 'plans' | 'features'>;

export const MembershipPlan = z
  .strictObject({
    plan: Plan,
    title: z.string(),
    description: z.string().optional(),
    features: z.array(z.strictObject({ feature: z.string(), title: z.string(), included: z.boolean() })),
  })
  .meta({ id: 'MembershipPlan', description: 'A membership plan, and what it has' });
export type MembershipPlan = z.infer<typeof MembershipPlan>;
