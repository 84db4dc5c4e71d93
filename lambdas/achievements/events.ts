import * as z from 'zod';
import { event } from '#shared/events/event';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';

export const unlocked = event(
  'achievements.unlocked.v1',
  z.strictObject({ id: Id, personId: PersonId, achievement: z.string(), at: Instant }),
);
