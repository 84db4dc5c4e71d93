import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Effect } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import { opened } from './decisions.ts';
import { shortened } from './domain/prepaid.ts';
import { isRunning, observed } from './domain/subscription.ts';
import { membershipChanged } from './events.ts';
import { endsAt, granted } from './index.ts';
import { onMembershipRefunded } from './listeners.ts';
import { memberships, prepayments, subscriptions } from './records.ts';
import type { Prepayment } from './schemas.ts';

/** Who has all of it back has no membership for it any more. A part given back leaves it as it is. */
export const handler = consumer(onMembershipRefunded, async ({ event, now }) => {
  if (!event.isWhole) return [];
  const { personId, ref } = event;
  const at = now.toISOString();
  const prepayment = await prepayments.get({ personId, paymentId: ref });
  return prepayment ? takenBack(prepayment, at) : unsubscribed(event, at);
});

/** A period that was paid ahead is taken off again, once. */
async function takenBack(prepayment: Stored<Prepayment>, at: string): Promise<Effect[]> {
  const { personId, takenBackAt } = prepayment;
  if (takenBackAt !== undefined) return [];
  const reading = memberships.get({ personId });
  const before = await reading;
  const after = shortened(before, prepayment, at);
  return [
    prepayments.change(prepayment, { takenBackAt: at }),
    ...(after ? [...(await granted(after, reading)), await endsAt(personId, after.prepaidUntil)] : []),
    after && after.until !== before?.until && membershipChanged.raise({ ...after, at, isNew: false }),
  ];
}

/** Whose bill it was is billed no more, if its time still runs. */
async function unsubscribed(
  { id, personId, ref }: Readonly<Record<'id' | 'personId' | 'ref', string>>,
  at: string,
): Promise<Effect[]> {
  const known = await subscriptions.get({ personId });
  if (known?.ref === undefined || !isRunning(known)) return [];
  const there = (await openStripe()).subscriptions!;
  const bill = certain(await there.readBill(ref));
  if (bill.subscriptionRef !== known.ref || bill.periodEnd <= at) return [];
  const said = await there.end({ id, ref: known.ref });
  const subscription = said.kind === 'answer' ? said.value : certain(await there.read(known.ref));
  if (subscription.status !== 'ended') throw new Error(`${known.ref} goes on, and was to end`);
  const after = observed(known, { at, subscription });
  return opened(known, after, at); // whoever looks next sees that it is over
}
