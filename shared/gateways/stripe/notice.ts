import * as z from 'zod';
import type { GatewayNotice, HearNotice } from '../port.ts';
import type { Subject } from '../words.ts';
import { isGenuine } from './signature.ts';

/* What Stripe's events are about: which object to read, in our words. Nothing of Stripe's package is needed for it. */

const Event = z.looseObject({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  account: z.string().optional(),
  data: z.looseObject({ object: z.looseObject({ object: z.string(), id: z.string().optional() }) }),
});
type Heard = z.infer<typeof Event>['data']['object'];

/** Which of them we hear, by the start of their type; the first that fits says what it is about. */
const HEARD: readonly (readonly [start: string, about: Subject])[] = [
  ['payment_intent.', 'payment'],
  ['charge.dispute.', 'dispute'],
  ['charge.refund.', 'refund'],
  ['charge.', 'payment'],
  ['refund.', 'refund'],
  ['checkout.session.', 'checkout'],
  ['customer.subscription.', 'subscription'],
  ['invoice.', 'bill'],
  ['account.updated', 'account'],
  ['transfer.', 'transfer'],
  ['payout.', 'bank_payout'],
];

/** The object of each subject, as Stripe calls it: an event of another is none of ours. */
const OBJECT: Readonly<Record<Subject, string>> = {
  payment: 'payment_intent',
  refund: 'refund',
  dispute: 'dispute',
  checkout: 'checkout.session',
  subscription: 'subscription',
  bill: 'invoice',
  account: 'account',
  transfer: 'transfer',
  bank_payout: 'payout',
};

/** What an event tells, whichever way it came; undefined of what is no event. */
export function noticeOf(event: unknown): GatewayNotice | undefined {
  const { data: parsed } = Event.safeParse(event);
  if (parsed === undefined) return undefined;
  const { id, type, created, account, data } = parsed;
  const about = HEARD.find(([start]) => type.startsWith(start))?.[1];
  const told = about && pointedAt(about, data.object);
  return {
    id,
    type,
    at: new Date(created * 1000).toISOString(),
    ...(told && { about, ...told }),
    accountRef: account ?? (about === 'account' ? told?.ref : undefined),
  };
}

/** A charge is one try of a payment: what we know is the payment, if there is one. */
function pointedAt(about: Subject, object: Heard): Pick<GatewayNotice, 'ref' | 'ourId'> | undefined {
  if (object.object === 'charge' && about === 'payment')
    return typeof object['payment_intent'] === 'string' ? { ref: object['payment_intent'] } : undefined;
  if (object.object !== OBJECT[about] || object.id === undefined) return undefined;
  const ourId = (object['metadata'] as Record<string, unknown> | null | undefined)?.['id'];
  return { ref: object.id, ourId: typeof ourId === 'string' ? ourId : undefined };
}

/** Verifies, then reads. The secrets are the platform's and that for connected accounts, each with the one that is being
 *  replaced, if any. */
export const stripeNotices =
  (secrets: () => readonly string[] | Promise<readonly string[]>): HearNotice =>
  async (body, headers, now) => {
    if (!isGenuine(body, headers['stripe-signature'], await secrets(), now)) return undefined;
    return noticeOf(json(body));
  };

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
