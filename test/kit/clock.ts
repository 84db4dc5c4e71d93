import { onTestFinished } from 'vitest';
import { readClock, writeClock } from '#shared/table/clock';

/** For this test, the platform's clock can be moved, and shows this moment. */
export async function movedClock(now: string): Promise<void> {
  process.env['CLOCK'] = 'movable';
  onTestFinished(() => {
    delete process.env['CLOCK'];
  });
  const before = (await readClock())?.version ?? 0;
  await writeClock({ ahead: Date.parse(now) - Date.now(), called: now }, before);
}
