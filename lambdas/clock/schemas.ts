import * as z from 'zod';
import { Instant } from '#shared/time';

export const Clock = z
  .strictObject({
    now: Instant.describe("what the platform's clock shows"),
    realNow: Instant.describe("what the world's clocks show"),
  })
  .meta({ id: 'Clock', description: "The platform's clock, and the real one" });

export const Moved = Clock.extend({
  invoked: z.array(z.strictObject({ schedule: z.string(), at: Instant })).describe('in this order'),
}).meta({ id: 'MovedClock', description: 'The clock where it was moved to, and what came due on the way' });
