import * as z from 'zod';
import { queue } from '#shared/queues/queue';
import { PersonId } from '#shared/text';
import { followUpDue, outcomeSettled, standingChanged, standingMoved } from './events.ts';

export const closeDays = queue('cessation.close-days', {
  takes: z.strictObject({ clientIds: z.array(PersonId).min(1).max(100) }),
  summary: 'Look at some of those whose day has just ended, where they are many',
  raises: [followUpDue, outcomeSettled, standingChanged, standingMoved],
  needs: ['get:QUIT', 'query:QUIT', 'put:QUIT', 'put:NIGHT', 'seal'],
  impact: 'follow-ups are not asked, outcomes not settled, and figures of the platform stand still',
});
