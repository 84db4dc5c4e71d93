import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { outcomeIn } from './decisions.ts';
import { checkAnswer, followUpId, followUpOf } from './domain/follow-up.ts';
import { isSuccess } from './domain/outcome.ts';
import { quitAchieved } from './events.ts';
import { attempts, followUps, progresses } from './records.ts';
import { answerFollowUp } from './routes.ts';

export const handler = endpoint(answerFollowUp, async ({ body: { attemptId, months, answer }, actor, now }) => {
  const clientId = actor.id;
  const id = followUpId(attemptId, months);
  const [all, kept, progress] = await Promise.all([
    attempts.list({ clientId }),
    followUps.get({ clientId, id }),
    progresses.get({ clientId }),
  ]);
  const attempt = all.find((each) => each.id === attemptId);
  if (attempt === undefined || progress === undefined) throw notFound();
  const answeredOn = dayIn(progress.zone, now);
  checkAnswer(followUpOf(attempt, months, kept, answeredOn), answer, answeredOn);
  const at = now.toISOString();
  const told = { id, clientId, attemptId, months, answer, answeredAt: at, answeredOn };
  const answered = { ...told, outcome: await outcomeIn(attempt, told) };
  const isAchieved = isSuccess(answered.outcome) && attempt.status === 'running';
  return outcome(
    followUpOf(attempt, months, answered, answeredOn)!,
    kept ? followUps.change(kept, answered) : followUps.add(answered),
    isAchieved && attempts.change(attempt, { status: 'achieved', achievedAt: at }),
    isAchieved && quitAchieved.raise({ clientId, attemptId, at }),
  );
});
