import type { Task } from '../../bench/alternate.ts';
import type { Settings } from '../machine/environment.ts';
import { ask } from './ask.ts';

/** Every handler's times in the order of its calls. */
export const alternate = (task: Task, settings?: Settings) =>
  ask<Record<string, number[]>>('alternate', task, settings);

/** A craving of this moment: when it is logged, it does not lie ahead. */
export const logCraving = (): Pick<Task, 'asking' | 'status'> => ({
  asking: {
    method: 'POST',
    route: '/v1/cravings',
    body: { at: new Date().toISOString(), trigger: 'coffee', intensity: 7, smoked: false },
  },
  status: 201,
});
