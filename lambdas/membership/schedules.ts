import { schedule } from '#shared/schedules/schedule';
import { toLook } from './events.ts';

export const everyFiveMinutesWatch = schedule('membership.every-five-minutes-watch', {
  at: 'rate(5 minutes)',
  missed: 'once',
  summary: 'Look at the subscriptions and checkouts whose time has come',
  raises: [toLook],
  needs: ['query:WATCHED'],
  seconds: 300,
  impact: 'who paid for Premium does not get it where the gateway’s word was lost',
});
