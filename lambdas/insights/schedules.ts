import { schedule } from '#shared/schedules/schedule';

export const everyNightCountActivity = schedule('insights.every-night-count-activity', {
  at: 'cron(10 0 * * ? *)',
  missed: 'once',
  summary: 'Count who was active yesterday',
  needs: ['get:FIGURES', 'query:FIGURES', 'put:FIGURES', 'query:ACTIVE'],
  impact: 'the overview lacks yesterday, until a later night counts it',
});
