import { event } from '#shared/events/event';
import { Membership } from './schemas.ts';

export const membershipChanged = event(
  'membership.changed.v1',
  Membership.pick({ personId: true, plan: true, until: true }).extend({ at: Membership.shape.since }),
);
