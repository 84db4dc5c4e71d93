import { setTimeout } from 'node:timers/promises';
import type { Answered, Refused } from '#shared/http/client';
import type { Route } from '#shared/http/route';

/** One step of a journey: what it answers is printed. It throws when it is not what the client program worked out. */
export interface Step {
  readonly name: string;
  readonly act: () => Promise<unknown>;
}
export const step = (name: string, act: () => Promise<unknown>): Step => ({ name, act });

/** What a call answered, where it must have been let through. */
export function granted<R extends Route>(answer: Answered<R> | Refused): Answered<R>['body'] {
  if (answer.problem) throw new Error(`refused with ${answer.status}: ${JSON.stringify(answer.problem)}`);
  return answer.body;
}

/** Tries until it holds: what a listener does, it does when it comes to it. */
export async function eventually<T>(act: () => Promise<T>, patience = 15_000): Promise<T> {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await setTimeout(100);
  }
}
