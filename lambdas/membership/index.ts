import type { Money } from '#shared/money';
import type { Effect } from '#shared/outcome';
import { shardOf } from '#shared/shard';
import { grants } from '#shared/table/grants';
import { type Comparison, Feature } from './catalogue-schemas.ts';
import { BUILT_IN, entitlementsOf } from './domain/catalogue.ts';
import { ENDING_SHARDS, periodAfter, prolonged } from './domain/prepaid.ts';
import { latestPrices } from './domain/prices.ts';
import { isRunning } from './domain/subscription.ts';
import { catalogues, endings, memberships, planPrices, prepayments, subscriptions } from './records.ts';
import type { Membership } from './schemas.ts';

/** What a price costs that is on offer; undefined of any other. Needs `query:PLAN`. */
export async function priceOnOffer(id: string): Promise<Money | undefined> {
  const all = await planPrices.list({ plan: 'premium' });
  return latestPrices(all).find((one) => one.id === id)?.price;
}

/** Whether somebody pays for Premium by a subscription. Needs `get:MEMBER`. */
export async function isSubscribed(personId: string): Promise<boolean> {
  const subscription = await subscriptions.get({ personId });
  return subscription !== undefined && isRunning(subscription);
}

/** A membership as it is from now on, and what it opens, in one commit. Who decides by how it was hands on what they read.
 *  Needs `get:MEMBER`, `put:MEMBER`, and what `entitled` needs. */
export async function granted(
  membership: Membership,
  reading = memberships.get({ personId: membership.personId }),
): Promise<Effect[]> {
  const [known, opens] = await Promise.all([reading, entitled(membership)]);
  return [known ? memberships.change(known, membership) : memberships.add(membership), ...opens];
}

/** What a membership opens, by the latest edition. What an earlier one gave besides is not prolonged, and lasts no longer than
 *  the membership. Needs `query:PLAN`, `query:GRANT` and `put:GRANT`. */
async function entitled({ personId, plan, since, until }: Membership): Promise<Effect[]> {
  const [held, latest] = await Promise.all([grants.list({ personId }), catalogueNow()]);
  const names = entitlementsOf(latest, plan);
  const features = held.filter(({ kind, name }) => kind === 'entitlement' && isFeature(name));
  return [
    ...names.map((name) => {
      const had = features.find((grant) => grant.name === name);
      return had ? grants.change(had, { until }) : grants.add({ personId, kind: 'entitlement', name, since, until });
    }),
    ...features
      .filter((grant) => !names.includes(grant.name) && until !== undefined && (grant.until ?? '~') > until)
      .map((grant) => grants.change(grant, { until })),
  ];
}

const isFeature = (name: string) => Feature.safeParse(name).success;

/** Which plan has what, by the latest edition. Needs `query:PLAN`. */
export const catalogueNow = async (): Promise<Comparison> => (await catalogues.latest({ of: 'catalogue' })) ?? BUILT_IN;

/** The period of Premium that a payment has paid ahead, and what it opens: for the commit in which it is paid, once a payment.
 *  Needs what `granted` needs, `query:PLAN`, `get:ENDING` and `put:ENDING`. */
export async function prepaid(
  { personId, paymentId, priceId }: { readonly personId: string; readonly paymentId: string; readonly priceId: string },
  now: Date,
) {
  const reading = memberships.get({ personId });
  const [all, known] = await Promise.all([planPrices.list({ plan: 'premium' }), reading]);
  const price = all.find((one) => one.id === priceId);
  if (price === undefined) throw new Error(`${paymentId} paid for a price that is not there`);
  const at = now.toISOString();
  const period = periodAfter(known, price.every, at);
  return {
    period,
    effects: [
      prepayments.add({ personId, paymentId, ...period }),
      ...(await granted(prolonged(known, personId, period, at), reading)),
      await endsAt(personId, period.until),
    ],
  };
}

/** Somebody is to be told before what they paid ahead ends. Needs `get:ENDING` and `put:ENDING`. */
export async function endsAt(personId: string, until: string): Promise<Effect> {
  const ending = { shard: String(shardOf(personId, ENDING_SHARDS)), until, personId };
  return !(await endings.get(ending)) && endings.add(ending);
}
