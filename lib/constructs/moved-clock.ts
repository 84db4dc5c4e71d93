import type { Need } from '#shared/contract';
import type { Module } from '../modules.ts';
import { type Entry, rightsOf } from '../rights.ts';
import type { EventsStack } from '../stacks/events.ts';
import type { Stage } from '../stages.ts';

/* On this machine the platform's clock can be moved: whatever acts there asks what it shows. Elsewhere nothing of this
 * is given, and nothing can move it. */

export const rightsOn = ({ isLocal }: Stage, entry: Entry): readonly Need[] =>
  isLocal ? [...new Set<Need>([...rightsOf(entry), 'get:CLOCK'])].sort() : rightsOf(entry);

export const clockSettings = ({ isLocal }: Stage): Record<string, string> => (isLocal ? { CLOCK: 'movable' } : {});

/** For whoever moves it: where the schedules are, and of which no tick may be missed. */
export const movingSettings = (modules: readonly Module[], { schedules }: EventsStack): Record<string, string> => ({
  SCHEDULES: schedules.scheduleGroupName,
  EACH: modules
    .flatMap((module) => Object.values(module.schedules ?? {}))
    .filter(({ missed }) => missed === 'each')
    .map(({ name }) => name)
    .join(),
});
