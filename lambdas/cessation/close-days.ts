import { worker } from '#shared/queues/worker';
import { closeDay, eachOf } from './decisions.ts';
import { closeDays } from './queues.ts';

export const handler = worker(closeDays, ({ message: { clientIds }, now, once }) =>
  eachOf(clientIds, (clientId) => once(clientId, (newId) => closeDay(clientId, now, newId))),
);
