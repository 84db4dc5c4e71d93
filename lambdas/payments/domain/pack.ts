import { days } from '#shared/time';
import type { Holding, Pack } from '../pack-schemas.ts';
import type { Payment } from '../schemas.ts';

/** Of one payment there is one. */
export const holdingId = (paymentId: string) => paymentId.replace(/^[a-z]+/, 'hld');

/** What a pack that was paid gives: sessions, for as long as it said. */
export function holdingOf(pack: Pack, { id, payerId }: Pick<Payment, 'id' | 'payerId'>, now: Date): Holding {
  const { credits, validDays, coachId } = pack;
  return {
    id: holdingId(id),
    clientId: payerId,
    coachId,
    packId: pack.id,
    paymentId: id,
    credits,
    left: credits,
    since: now.toISOString(),
    until: new Date(now.getTime() + days(validDays)).toISOString(),
  };
}
