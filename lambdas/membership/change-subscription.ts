import { openStripe } from '#shared/gateways/stripe/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { actRefused, checkoutSilent, isRunning, noSubscription, observed, shown } from './domain/subscription.ts';
import { subscriptions } from './records.ts';
import { changeSubscription } from './routes.ts';

/** What the gateway makes of it is seen in its answer; what follows is settled when it tells us. */
export const handler = endpoint(changeSubscription, async ({ body: { act }, actor, now, newId }) => {
  const known = await subscriptions.get({ personId: actor.id });
  if (known?.ref === undefined || !isRunning(known)) throw noSubscription();
  const there = (await openStripe()).subscriptions!;
  const asked = { id: newId('act'), ref: known.ref };
  const said = await {
    cancel: () => there.endAtPeriodEnd(asked),
    keep: () => there.keep(asked),
    pause: () => there.pause(asked),
    resume: () => there.resume(asked),
  }[act]();
  if (said.kind === 'doubt') throw checkoutSilent();
  if (said.kind === 'refusal') throw actRefused();
  const after = observed(known, { at: now.toISOString(), subscription: said.value });
  return outcome(shown(after), subscriptions.change(known, after));
});
