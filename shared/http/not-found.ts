import { notFound } from '#shared/failure';
import { log } from '#shared/log';
import { problem } from './problem.ts';

/** Wherever no route leads. */
export async function handler() {
  log.info('nothing there');
  return problem(notFound());
}
