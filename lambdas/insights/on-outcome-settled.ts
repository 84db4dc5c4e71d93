import { consumer } from '#shared/events/consumer';
import { ofOutcome } from './domain/heard.ts';
import { addition } from './domain/tally.ts';
import { onOutcomeSettled } from './listeners.ts';
import { additions } from './records.ts';

export const handler = consumer(onOutcomeSettled, async ({ event, now, newId }) => [
  additions.add(addition(newId('add'), now, ofOutcome(event))),
]);
