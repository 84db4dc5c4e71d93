import { consumer } from '#shared/events/consumer';
import { grants } from '#shared/table/grants';
import { cameAsClient, isEarly } from './domain/cohort.ts';
import { addition } from './domain/tally.ts';
import { onQuitPlanned } from './listeners.ts';
import { additions, firstSteps } from './records.ts';

export const handler = consumer(onQuitPlanned, async ({ event: { clientId: personId, at }, now, newId }) => {
  const step = { personId, step: 'plan' } as const;
  const [held, known] = await Promise.all([grants.list({ personId }), firstSteps.get(step)]);
  const since = cameAsClient(held);
  if (since === undefined || known || !isEarly(since, at)) return [];
  return [firstSteps.add(step), additions.add(addition(newId('add'), now, { 'client.plan': 1 }, since.slice(0, 10)))];
});
