import { schedule } from '#shared/schedules/schedule';
import { membershipEnding, toLook } from './events.ts';

export const everyDayRemind = schedule('membership.every-day-remind', {
  at: 'cron(0 4 * * ? *)',
  missed: 'once',
  summary: 'Tell whose Premium was paid ahead and ends in a week, or tomorrow',
  raises: [membershipEnding],
  needs: ['query:ENDING', 'get:ENDING', 'put:ENDING', 'delete:ENDING', 'get:MEMBER'],
  seconds: 300,
  impact: 'what members paid ahead ends without a word',
});

export const everyFiveMinutesWatch = schedule('membership.every-five-minutes-watch', {
  at: 'rate(5 minutes)',
  missed: 'once',
  summary: 'Look at the subscriptions and checkouts whose time has come',
  raises: [toLook],
  needs: ['query:WATCHED'],
  seconds: 300,
  impact: 'who paid for Premium does not get it where the gateway’s word was lost',
});
