import * as z from 'zod';
import { Id, PersonId } from '#shared/text';
import { Day, Instant, Zone } from '#shared/time';

export const Attempt = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    startedAt: Instant,
    quitDate: Day,
    zone: Zone.describe('in which the client lives their days'),
    method: z.enum(['abrupt', 'gradual']),
    status: z.enum(['running', 'achieved', 'relapsed', 'stopped']),
  })
  .meta({ id: 'Attempt', description: 'One try at stopping, from its preparation to its end' });
export type Attempt = z.infer<typeof Attempt>;

export const Craving = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    attemptId: Id.optional(),
    at: Instant,
    trigger: z.enum(['stress', 'meal', 'coffee', 'alcohol', 'company', 'boredom', 'other']),
    intensity: z.int().min(1).max(10),
    smoked: z.boolean().describe('whether it ended in a cigarette'),
  })
  .meta({ id: 'Craving', description: 'An urge to smoke, as the client felt it' });
export type Craving = z.infer<typeof Craving>;
