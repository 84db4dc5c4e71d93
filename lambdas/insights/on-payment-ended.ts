import { consumer } from '#shared/events/consumer';
import { ofEnded } from './domain/heard.ts';
import { addition } from './domain/tally.ts';
import { onPaymentEnded } from './listeners.ts';
import { additions } from './records.ts';

export const handler = consumer(onPaymentEnded, async ({ event, now, newId }) => [
  additions.add(addition(newId('add'), now, ofEnded(event), event.begunAt.slice(0, 10))),
]);
