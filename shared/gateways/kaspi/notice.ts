import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { HearNotice } from '../port.ts';

/* Kaspi itself pushes nothing; an intermediary in front of it does, signing the body with a secret of ours (HMAC-SHA256 in
 * `x-webhook-signature`). Its notice is heard as every other: it says which payment to read. */

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

const Event = z.looseObject({
  event: z.string(),
  invoice: z.looseObject({
    id: z.union([z.int(), z.string()]).transform(String),
    status: z.string(),
    external_order_id: z.string().nullish(),
  }),
  timestamp: z.iso.datetime({ offset: true }),
});

/** With two secrets while one is replaced by the other. */
export const kaspiNotices =
  (secrets: () => readonly string[] | Promise<readonly string[]>): HearNotice =>
  async (body, headers) => {
    const given = headers['x-webhook-signature'] ?? '';
    if (!SIGNATURE.test(given)) return undefined;
    const isGenuine = (await secrets()).some((secret) => {
      const digest = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      return timingSafeEqual(Buffer.from(given), Buffer.from(digest));
    });
    if (!isGenuine) return undefined;
    const { data: told } = Event.safeParse(json(body));
    if (told === undefined) return undefined;
    const { event: type, invoice, timestamp } = told;
    const ourId = invoice.external_order_id ?? undefined;
    return {
      // It has no id of its own; told twice of the same at the same time is told once.
      id: `${type}:${invoice.id}:${invoice.status}:${timestamp}`,
      type,
      at: new Date(timestamp).toISOString(),
      ...(type.startsWith('invoice.') && { about: 'payment' as const, ref: invoice.id, ourId }),
    };
  };

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
