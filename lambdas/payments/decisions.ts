import type { GatewayNotice } from '#shared/gateways/port';
import type { GatewayName } from '#shared/gateways/words';
import type { Notification } from '#shared/http/webhook';
import { toSettle } from './events.ts';

/* What several entries of this module do alike. */

/** What a gateway told, as far as we listen; undefined of what is not genuine. */
export function told(gateway: GatewayName, notice: GatewayNotice | undefined): Notification | undefined {
  if (notice === undefined) return undefined;
  const { id, at, about, ref, ourId, accountRef } = notice;
  const raises = about && ref ? toSettle.raise({ gateway, about, ref, id: ourId, accountRef, at }) : undefined;
  return { id, raises };
}
