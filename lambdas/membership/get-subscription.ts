import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { viewOf } from './decisions.ts';
import { subscriptions } from './records.ts';
import { getSubscription } from './routes.ts';

export const handler = endpoint(getSubscription, async ({ actor }) => {
  const subscription = await subscriptions.get({ personId: actor.id });
  if (subscription?.ref === undefined) throw notFound();
  return outcome(await viewOf(subscription));
});
