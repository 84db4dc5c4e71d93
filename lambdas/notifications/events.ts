import * as z from 'zod';
import { event } from '#shared/events/event';
import { Notice } from './schemas.ts';

/** The kind is any word here: a new kind of notice is no new version of the event. */
export const noticed = event(
  'notifications.noticed.v1',
  Notice.pick({ id: true, personId: true, at: true }).extend({ kind: z.string() }),
);
