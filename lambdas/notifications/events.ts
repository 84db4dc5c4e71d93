import { event } from '#shared/events/event';
import { Notice } from './schemas.ts';

export const noticed = event(
  'notifications.noticed.v1',
  Notice.pick({ id: true, personId: true, kind: true, at: true }),
);
