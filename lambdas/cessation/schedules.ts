import { schedule } from '#shared/schedules/schedule';
import { followUpDue, outcomeSettled, standingChanged, standingMoved } from './events.ts';

export const everyHourCloseDays = schedule('cessation.every-hour-close-days', {
  at: 'cron(5 * * * ? *)',
  missed: 'once',
  summary: 'Look at those whose day has just ended, and told us something or have something due',
  raises: [followUpDue, outcomeSettled, standingChanged, standingMoved],
  needs: [
    'get:NIGHTRUN',
    'put:NIGHTRUN',
    'query:NIGHT',
    'put:NIGHT',
    'get:QUIT',
    'query:QUIT',
    'put:QUIT',
    'seal',
    'queue:cessation.close-days',
  ],
  impact: 'follow-ups are not asked, outcomes not settled, and figures of the platform stand still',
});
