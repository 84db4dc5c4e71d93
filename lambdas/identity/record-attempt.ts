import { hook } from '#shared/users/hook';
import { happened } from './domain/person.ts';
import { securityEvents } from './records.ts';
import { recordAttempt } from './triggers.ts';

export const handler = hook(recordAttempt, async ({ personId, now, newId }) => [
  securityEvents.add(happened('attempt', personId, now, newId('sec'))),
]);
