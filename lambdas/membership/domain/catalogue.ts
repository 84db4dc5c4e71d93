import type { MembershipPlan } from '../schemas.ts';

type Plan = MembershipPlan['plan'];

/** What there is, and in which membership plan: an entry that asks for an entitlement names one of these. */
export const FEATURES: readonly {
  readonly feature: string;
  readonly title: string;
  readonly plans: readonly Plan[];
}[] = [
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
];

const TITLES: Readonly<Record<Plan, string>> = { basic: 'Basic', premium: 'Premium' };

/** The plans side by side: each says of each feature whether it has it. */
export const catalogue = (): MembershipPlan[] =>
  (Object.keys(TITLES) as Plan[]).map((plan) => ({
    plan,
    title: TITLES[plan],
    features: FEATURES.map(({ feature, title, plans }) => ({ feature, title, included: plans.includes(plan) })),
  }));

/** What Premium has beyond Basic is granted by name; what everybody has needs no grant. */
export const entitlementsOf = (plan: Plan): string[] =>
  FEATURES.filter(({ plans }) => plans.includes(plan) && !plans.includes('basic')).map(({ feature }) => feature);
