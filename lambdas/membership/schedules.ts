import { schedule } from '#shared/schedules/schedule';
import { membershipEnding } from './events.ts';

export const everyDayRemind = schedule('membership.every-day-remind', {
  at: 'cron(0 4 * * ? *)',
  missed: 'once',
  summary: 'Tell whose Premium was paid ahead and ends in a week, or tomorrow',
  raises: [membershipEnding],
  needs: ['query:ENDING', 'get:ENDING', 'put:ENDING', 'delete:ENDING', 'get:MEMBER'],
  seconds: 300,
  impact: 'what members paid ahead ends without a word',
});
