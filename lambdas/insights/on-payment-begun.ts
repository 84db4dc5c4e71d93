import { consumer } from '#shared/events/consumer';
import { ofBegun } from './domain/heard.ts';
import { addition } from './domain/tally.ts';
import { onPaymentBegun } from './listeners.ts';
import { additions } from './records.ts';

export const handler = consumer(onPaymentBegun, async ({ event, now, newId }) => [
  additions.add(addition(newId('add'), now, ofBegun(event), event.begunAt.slice(0, 10))),
]);
