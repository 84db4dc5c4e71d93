import { consumer } from '#shared/events/consumer';
import { heldBy } from '#shared/table/grants';
import { FIGURE } from './domain/activity.ts';
import { addition } from './domain/tally.ts';
import { onSignedUp } from './listeners.ts';
import { additions, beginnings } from './records.ts';

export const handler = consumer(onSignedUp, async ({ event: { personId, role }, now, newId }) => {
  const [{ since }, begun] = await Promise.all([heldBy(personId, now), beginnings.get({ figure: FIGURE })]);
  if (since === undefined) return [];
  const day = since.slice(0, 10);
  return [
    begun ? day < begun.day && beginnings.change(begun, { day }) : beginnings.add({ figure: FIGURE, day }),
    role === 'client' && additions.add(addition(newId('add'), now, { 'client.signedUp': 1 }, day)),
  ];
});
