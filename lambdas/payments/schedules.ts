import { schedule } from '#shared/schedules/schedule';
import { toSettle } from './events.ts';

export const everyFiveMinutesSettle = schedule('payments.every-five-minutes-settle', {
  at: 'rate(5 minutes)',
  missed: 'once',
  summary: 'Look at what waits for its gateway',
  raises: [toSettle],
  needs: ['query:UNSETTLED'],
  impact: 'what a gateway did not answer, or told nobody, stays as it was',
});
