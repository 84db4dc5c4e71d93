import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { inBooks, waits } from './decisions.ts';
import { newBillEntries } from './domain/bill.ts';
import { billRefundOf, refundableOf } from './domain/bill-refund.ts';
import { toSettle } from './events.ts';
import { bills, places } from './records.ts';
import { refundMembership } from './routes.ts';

/** Booked when it is asked for; the gateway is asked by whoever hears of it. */
export const handler = endpoint(
  refundMembership,
  async ({ body: { personId, ref, amountMinor }, now, newId }) => {
    const bill = await bills.get({ personId, ref });
    if (bill === undefined) throw notFound();
    const [id, at] = [newId('rfd'), now.toISOString()];
    const asked = amountMinor ?? Math.max(1, refundableOf(bill));
    const refund = billRefundOf(bill, { id, amountMinor: asked, at });
    const after = { ...bill, refunds: [...bill.refunds, refund] };
    const { gateway, total } = bill;
    return outcome(
      { id, at, status: refund.status, paymentId: ref, amount: { ...total, amountMinor: asked } },
      bills.change(bill, after),
      places.add({ id, owner: personId, at: ref }),
      ...inBooks(newBillEntries(bill, after, at)),
      waits({ id, at, gateway, about: 'refund', of: ref }),
      toSettle.raise({ gateway, about: 'refund', id, of: ref, at }),
    );
  },
  secondFactor,
);
