import { profileCompleted } from '#lambdas/cessation/events';
import { listener } from '#shared/events/listener';
import { membershipChanged } from './events.ts';

export const onProfileCompleted = listener('membership.on-profile-completed', {
  hears: profileCompleted,
  summary: 'Make whoever told how they smoke a Basic member',
  raises: [membershipChanged],
  needs: ['get:MEMBER', 'put:MEMBER'],
  impact: 'newcomers stay without a membership',
});
