import { profileCompleted } from '#lambdas/cessation/events';
import { membershipRefunded, succeeded, toSettle } from '#lambdas/payments/events';
import { listener } from '#shared/events/listener';
import { membershipChanged } from './events.ts';

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
  raises: [membershipChanged],
  needs: ['get:MEMBER', 'put:MEMBER', 'query:GRANT', 'put:GRANT', 'query:PLAN', 'gateway:stripe'],
  impact: 'who paid for Premium does not get it, and who stopped keeps it until its date',
});

export const onMembershipRefunded = listener('membership.on-membership-refunded', {
  hears: membershipRefunded,
  summary: 'End the membership of who has all their money back',
  raises: [membershipChanged],
  needs: [
    ...(['get:MEMBER', 'put:MEMBER', 'query:GRANT', 'put:GRANT', 'get:ENDING', 'put:ENDING'] as const),
    ...(['query:PLAN', 'gateway:stripe'] as const),
  ],
  impact: 'who has all their money back stays a member, and is billed again',
});

export const onPrepaid = listener('membership.on-prepaid', {
  hears: succeeded,
  summary: 'Tell the others of Premium that was paid ahead',
  raises: [membershipChanged],
  needs: ['get:MEMBER'],
  impact: 'who has paid ahead has Premium, and is not told',
});
