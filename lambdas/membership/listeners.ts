import { profileCompleted } from '#lambdas/cessation/events';
import { membershipRefunded, succeeded, toSettle } from '#lambdas/payments/events';
import { listener } from '#shared/events/listener';
import { billSeen, membershipChanged, paymentFailing, toLook } from './events.ts';

/** What it takes to open or end Premium by what a look at the gateway shows. */
const OPENING = [
  ...(['get:MEMBER', 'put:MEMBER', 'query:GRANT', 'put:GRANT', 'query:PLAN', 'gateway:stripe'] as const),
] as const;

/** And to look again when it is time; a coupon whose checkout nobody paid can be used by another. */
const LOOKING = [
  ...OPENING,
  ...(['get:WATCHED', 'put:WATCHED', 'delete:WATCHED', 'get:COUPON', 'put:COUPON'] as const),
] as const;

export const onProfileCompleted = listener('membership.on-profile-completed', {
  hears: profileCompleted,
  summary: 'Make whoever told how they smoke a Basic member',
  raises: [membershipChanged],
  needs: ['get:MEMBER', 'put:MEMBER'],
  impact: 'newcomers stay without a membership',
});

export const onToSettleSubscription = listener('membership.on-to-settle-subscription', {
  hears: toSettle,
  summary: 'Look at a subscription at its gateway, and open what was paid for',
  raises: [membershipChanged, paymentFailing],
  needs: [...LOOKING],
  impact: 'who paid for Premium does not get it, and who stopped keeps it until its date',
});

export const onMembershipRefunded = listener('membership.on-membership-refunded', {
  hears: membershipRefunded,
  summary: 'End the membership of who has all their money back',
  raises: [membershipChanged],
  needs: [...OPENING, 'get:ENDING', 'put:ENDING'],
  impact: 'who has all their money back stays a member, and is billed again',
});

export const onPrepaid = listener('membership.on-prepaid', {
  hears: succeeded,
  summary: 'Tell the others of Premium that was paid ahead',
  raises: [membershipChanged],
  needs: ['get:MEMBER'],
  impact: 'who has paid ahead has Premium, and is not told',
});

export const onToLook = listener('membership.on-to-look', {
  hears: toLook,
  summary: 'Look at a subscription of which nobody told us',
  raises: [membershipChanged, billSeen, paymentFailing],
  needs: [...LOOKING],
  impact: 'what the gateway’s lost word would have told is not seen',
});
