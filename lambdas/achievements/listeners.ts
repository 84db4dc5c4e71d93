import { standingMoved } from '#lambdas/cessation/events';
import { listener } from '#shared/events/listener';
import { unlocked } from './events.ts';

export const onStandingMoved = listener('achievements.on-standing-moved', {
  hears: standingMoved,
  summary: 'Unlock what somebody has come to',
  raises: [unlocked],
  needs: ['get:SHELF', 'put:SHELF', 'get:QUIT', 'unseal'],
  impact: 'achievements are not unlocked; the next one that somebody comes to makes up for it',
});
