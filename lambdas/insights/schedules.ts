import { schedule } from '#shared/schedules/schedule';

export const everyNightCountActivity = schedule('insights.every-night-count-activity', {
  at: 'cron(10 0 * * ? *)',
  missed: 'once',
  seconds: 300,
  summary: 'Count yesterday: who was active, who stayed, and what was heard',
  needs: ['get:FIGURES', 'query:FIGURES', 'put:FIGURES', 'query:ACTIVE', 'query:ADDED'],
  impact: 'the overview lacks yesterday, until a later night counts it',
});
