import { named, stages } from '../../lib/stages.ts';

/** Whether somebody moved the clock of the platform that stands on the local AWS. */
export async function isClockMoved(): Promise<boolean> {
  process.env['TABLE'] = named(stages.local, 'items');
  const { readClock } = await import('../../shared/table/clock.ts'); // it looks for the local AWS when it is loaded
  return (await readClock()) !== undefined;
}
