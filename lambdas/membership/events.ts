import * as z from 'zod';
import { event } from '#shared/events/event';
import { Membership } from './schemas.ts';
import { Subscription, Watched } from './subscription-schemas.ts';

/** What somebody is a member of from now on. New is what they did not have a moment ago: a renewal is none. */
export const membershipChanged = event(
  'membership.changed.v2',
  Membership.pick({ personId: true, plan: true, until: true }).extend({
    at: Membership.shape.since,
    isNew: z.boolean(),
  }),
);

/** What somebody has paid ahead ends soon, and they have paid no further: before it ends, or as soon after as we can tell. */
export const membershipEnding = event(
  'membership.ending.v1',
  Membership.pick({ personId: true }).extend({ until: Membership.shape.since, at: Membership.shape.since }),
);

/** A renewal was not paid. It is tried again; until then Premium lasts, and no longer. */
export const paymentFailing = event(
  'membership.payment-failing.v1',
  Membership.pick({ personId: true }).extend({ until: Membership.shape.since, at: Membership.shape.since }),
);

/** Somebody's subscription is to be looked at: the time for it has come, or they have just asked its gateway for something. */
export const toLook = event('membership.to-look.v1', Watched.pick({ personId: true, at: true }));

/** A look that nobody but us asked for has found this bill paid: whoever keeps the books may not have heard of it. */
export const billSeen = event(
  'membership.bill-seen.v1',
  Watched.pick({ personId: true, at: true }).extend({ ref: Subscription.shape.payerRef }),
);
