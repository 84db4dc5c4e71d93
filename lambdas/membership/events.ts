import { event } from '#shared/events/event';
import { Membership } from './schemas.ts';

export const membershipChanged = event(
  'membership.changed.v1',
  Membership.pick({ personId: true, plan: true, until: true }).extend({ at: Membership.shape.since }),
);

/** What somebody has paid ahead ends soon, and they have paid no further: before it ends, or as soon after as we can tell. */
export const membershipEnding = event(
  'membership.ending.v1',
  Membership.pick({ personId: true }).extend({ until: Membership.shape.since, at: Membership.shape.since }),
);
