import type { Answered, Refused } from '#shared/http/client';
import type { Route } from '#shared/http/route';

/** What a call answered, where it must have been let through. */
export function granted<R extends Route>(answer: Answered<R> | Refused): Answered<R>['body'] {
  if (answer.problem) throw new Error(`refused with ${answer.status}: ${JSON.stringify(answer.problem)}`);
  return answer.body;
}
