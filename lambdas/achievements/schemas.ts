import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';

const Unlocked = z.strictObject({ id: Id, achievement: z.string(), at: Instant });
export type Unlocked = z.infer<typeof Unlocked>;

/** All that somebody has unlocked: nothing is ever taken off it. */
export const Shelf = z.strictObject({ personId: PersonId, unlocked: z.array(Unlocked) });
export type Shelf = z.infer<typeof Shelf>;

export const Achievement = z
  .strictObject({
    achievement: z.string(),
    title: z.string(),
    unlockedAt: Instant.optional(),
    progress: z
      .strictObject({
        value: z.int().min(0),
        target: z.int(),
        unit: z.enum(['logs', 'cravings', 'hours', 'days', 'cigarettes', 'money']),
        currency: Money.shape.currency.optional().describe('of money, which is in its smallest unit'),
      })
      .optional()
      .describe('how far it is, where it is not unlocked yet and something is known'),
  })
  .meta({ id: 'Achievement', description: 'Something to be proud of: once unlocked it stays' });
export type Achievement = z.infer<typeof Achievement>;
