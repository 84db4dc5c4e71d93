import * as z from 'zod';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';

export const Notice = z
  .strictObject({
    id: Id,
    personId: PersonId,
    kind: z.enum([
      ...(['lapse-recovery', 'relapse', 'follow-up-due', 'quit-achieved', 'premium-granted', 'achievement'] as const),
      ...(['document-issued', 'refunded', 'payment-failing', 'paid-out', 'debt-due'] as const),
    ]),
    at: Instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notice', description: 'Something the platform tells one person inside the app' });
export type Notice = z.infer<typeof Notice>;

export const Connection = z.strictObject({ id: z.string(), personId: z.string(), since: Instant });
export type Connection = z.infer<typeof Connection>;
