import * as z from 'zod';
import { Id, PersonId } from '#shared/text';
import { Day, Instant, Zone } from '#shared/time';

export const Cigarettes = z.int().min(0).max(200);

export const Attempt = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    startedAt: Instant,
    quitDate: Day,
    zone: Zone.describe('in which the client lives their days'),
    method: z.enum(['abrupt', 'gradual']),
    status: z.enum(['running', 'achieved', 'relapsed', 'stopped']),
    endedOn: Day.optional().describe('the seventh smoking day on end, or the day on which it was given up'),
    achievedAt: Instant.optional().describe('when the answer at six months or later told of success'),
  })
  .meta({ id: 'Attempt', description: 'One try at stopping, from its preparation to its end' });
export type Attempt = z.infer<typeof Attempt>;

export const DayLog = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    date: Day,
    cigarettes: Cigarettes,
    mood: z.int().min(1).max(5).optional().describe('1 is low, 5 is high'),
    craving: z.int().min(0).max(10).optional().describe('how strong the urge was at its worst; 0 is none'),
    aids: z
      .array(z.enum(['patch', 'gum', 'lozenge', 'inhaler', 'spray', 'varenicline', 'bupropion', 'cytisine', 'other']))
      .max(9)
      .optional()
      .describe('what was taken against the urge; how much of it is for a pharmacist or doctor to say'),
    loggedAt: Instant,
    backDated: z.boolean().describe('whether the day was over when it was first told'),
  })
  .meta({ id: 'DayLog', description: 'One day, as the client tells it' });
export type DayLog = z.infer<typeof DayLog>;

export const Trigger = z.enum(['stress', 'meal', 'coffee', 'alcohol', 'company', 'boredom', 'other']);
export type Trigger = z.infer<typeof Trigger>;

export const Craving = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    attemptId: Id.optional(),
    at: Instant,
    date: Day.optional().describe('the day for which it counts; absent where it lies too far back to count'),
    trigger: Trigger,
    intensity: z.int().min(1).max(10),
    coping: z
      .enum(['breathing', 'walk', 'water', 'call', 'delay', 'distraction', 'other'])
      .optional()
      .describe('what was done against it'),
    smoked: z.boolean().describe('whether it ended in a cigarette'),
  })
  .meta({ id: 'Craving', description: 'An urge to smoke, as the client felt it' });
export type Craving = z.infer<typeof Craving>;

export const Lapse = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    attemptId: Id.optional(),
    at: Instant.describe('of the last cigarette'),
    date: Day.describe('the day for which it counts'),
    cigarettes: z.int().min(1).max(200),
    trigger: Trigger.optional(),
  })
  .meta({ id: 'Lapse', description: 'A slip, told by itself' });
export type Lapse = z.infer<typeof Lapse>;
