import { consumer } from '#shared/events/consumer';
import { ofStanding } from './domain/heard.ts';
import { addition } from './domain/tally.ts';
import { onStandingChanged } from './listeners.ts';
import { additions } from './records.ts';

export const handler = consumer(onStandingChanged, async ({ event, now, newId }) => [
  additions.add(addition(newId('add'), now, ofStanding(event))),
]);
