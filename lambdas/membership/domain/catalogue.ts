import { failure } from '#shared/failure';
import type { Catalogue, Comparison, Feature, MembershipPlan } from '../catalogue-schemas.ts';

type Plan = MembershipPlan['plan'];
const PLANS: readonly Plan[] = ['basic', 'premium'];

/** As long as no admin has said otherwise. */
export const BUILT_IN: Comparison = {
  edition: 0,
  plans: { basic: { title: 'Basic' }, premium: { title: 'Premium' } },
  features: [
    {
      feature: 'self-tracking',
      title: 'Log days and cravings, and see how far you have come',
      plans: ['basic', 'premium'],
    },
    { feature: 'lapse-recovery', title: 'A way back after a slip', plans: ['basic', 'premium'] },
    { feature: 'strategy', title: 'A strategy for stopping, made for you', plans: ['basic', 'premium'] },
    { feature: 'achievements', title: 'Achievements', plans: ['basic', 'premium'] },
    {
      feature: 'personal-strategy',
      title: 'What your own triggers and earlier attempts say about it',
      plans: ['premium'],
    },
    { feature: 'trends', title: 'Where your last weeks are heading', plans: ['premium'] },
  ],
};

/** What entries ask for. To sell one of these otherwise is to change its entry: who has it is not let in by a table alone. */
export const GUARDED: readonly Feature[] = ['personal-strategy', 'trends'];

const inFeatures = { field: 'features' };
export const featureTwice = failure('feature_twice', 422, 'A feature is named once', inFeatures);
export const premiumLacks = failure('premium_lacks', 422, 'Premium has all that Basic has', inFeatures);
export const featureGuarded = failure(
  'feature_guarded',
  422,
  'An entry asks for this feature: Premium has it, and Basic has not',
  inFeatures,
);
export const catalogueChanged = failure('catalogue_changed', 409, 'There is another edition by now', {
  field: 'after',
});

/** Throws for an edition by which somebody would have less than they pay for. */
export function checkEdition({ features }: Pick<Catalogue, 'features'>): void {
  const plansOf = new Map(features.map(({ feature, plans }) => [feature, plans]));
  if (plansOf.size < features.length) throw featureTwice();
  const lacking = features.find(({ plans }) => plans.includes('basic') && !plans.includes('premium'));
  if (lacking) throw premiumLacks({ detail: lacking.feature });
  const [unguarded] = GUARDED.filter((feature) => {
    const plans = plansOf.get(feature);
    return !plans?.includes('premium') || plans.includes('basic');
  });
  if (unguarded) throw featureGuarded({ detail: unguarded });
}

/** In the order of numbers. */
export const serialOf = (edition: number) => String(edition).padStart(9, '0');

/** The plans side by side: each says of each feature whether it has it. */
export const compared = ({ plans, features }: Comparison): MembershipPlan[] =>
  PLANS.map((plan) => ({
    plan,
    ...plans[plan],
    features: features.map(({ feature, title, plans }) => ({ feature, title, included: plans.includes(plan) })),
  }));

/** What Premium has beyond Basic is granted by name; what everybody has needs no grant. */
export const entitlementsOf = ({ features }: Pick<Comparison, 'features'>, plan: Plan): string[] =>
  features.filter(({ plans }) => plans.includes(plan) && !plans.includes('basic')).map(({ feature }) => feature);
