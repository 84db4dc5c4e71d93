import { consumer } from '#shared/events/consumer';
import { grants } from '#shared/table/grants';
import { cameAsClient } from './domain/cohort.ts';
import { addition } from './domain/tally.ts';
import { onProfileCompleted } from './listeners.ts';
import { additions, firstSteps } from './records.ts';

export const handler = consumer(onProfileCompleted, async ({ event: { clientId: personId }, now, newId }) => {
  const step = { personId, step: 'profile' } as const;
  const [held, known] = await Promise.all([grants.list({ personId }), firstSteps.get(step)]);
  const since = cameAsClient(held);
  if (since === undefined || known) return [];
  return [
    firstSteps.add(step),
    additions.add(addition(newId('add'), now, { 'client.profile': 1 }, since.slice(0, 10))),
  ];
});
