import { lapsed } from '#lambdas/cessation/events';
import { listener } from '#shared/events/listener';
import { noticed } from './events.ts';

export const onLapsed = listener('notifications.on-lapsed', {
  hears: lapsed,
  summary: 'Answer a lapse with a way back',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'a client who slipped hears nothing from us',
});

export const onNoticed = listener('notifications.on-noticed', {
  hears: noticed,
  summary: 'Tell whoever is signed in at once',
  needs: ['query:SOCKET', 'delete:SOCKET', 'socket:post'],
  impact: 'notices show only when the inbox is opened',
});
