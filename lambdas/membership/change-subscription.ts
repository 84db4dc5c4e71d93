import { openStripe } from '#shared/gateways/stripe/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { kept, told, viewOf } from './decisions.ts';
import { isRunning, noSubscription, observed } from './domain/subscription.ts';
import { soon } from './domain/watch.ts';
import { toLook } from './events.ts';
import { subscriptions } from './records.ts';
import { changeSubscription } from './routes.ts';

/** What the gateway makes of it is seen in its answer; what follows is settled by whoever looks, soon if we are cut off. */
export const handler = endpoint(changeSubscription, async ({ body: { act }, actor, now, newId, first }) => {
  const personId = actor.id;
  const known = await subscriptions.get({ personId });
  if (known?.ref === undefined || !isRunning(known)) throw noSubscription();
  await first(...(await kept(known, { ...known, lookAt: soon(now) })));
  const begun = (await subscriptions.get({ personId }))!;
  const there = (await openStripe()).subscriptions!;
  const asked = { id: newId('act'), ref: known.ref };
  const said = await {
    cancel: () => there.endAtPeriodEnd(asked),
    keep: () => there.keep(asked),
    pause: () => there.pause(asked),
    resume: () => there.resume(asked),
  }[act]();
  const at = now.toISOString();
  const after = observed(begun, { at, subscription: told(said) });
  return outcome(await viewOf(after), subscriptions.change(begun, after), toLook.raise({ personId, at }));
});
