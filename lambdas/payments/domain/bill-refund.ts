import { CAPABILITIES } from '#shared/gateways/capabilities';
import { stepOf } from '#shared/gateways/payable';
import type { GatewayRefund } from '#shared/gateways/payments';
import type { Bill, BillRefund } from '../bill-schemas.ts';
import { givenBack, unearnedMinor } from './bill.ts';
import { furtherRefund } from './payment.ts';
import { taxWithin } from './proportion.ts';
import { notPaid, overRefunded, refundStep } from './refund.ts';
import { seenRefund } from './view.ts';

export const refundableOf = (bill: Bill) => bill.total.amountMinor - givenBack(bill, 'amountMinor');

/** What its gateway has given back of it by now. */
export const givenBackThere = ({ refunds }: Bill) =>
  refunds.filter(({ status }) => status === 'done').reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Which of those asked for is looked at. Where our ids say nothing they are given one after the other: of two at once nobody
 *  could tell which was heard. */
export const refundIn = ({ gateway, refunds }: Bill, id: string) =>
  CAPABILITIES[gateway].keepsOurIds
    ? refunds.find((one) => one.id === id)
    : refunds.find(({ status }) => status === 'asked');

/** A refund as it is asked for. Its tax is what is due so far less what went before; of the rest, what is not earned yet comes
 *  first. */
export function billRefundOf(bill: Bill, asked: Pick<BillRefund, 'id' | 'amountMinor' | 'at'>): BillRefund {
  const { total, taxBps, gateway, paymentRef } = bill;
  const { amountMinor } = asked;
  if (paymentRef === undefined) throw notPaid();
  if (amountMinor > refundableOf(bill)) throw overRefunded();
  if (amountMinor % stepOf(gateway, total.currency) !== 0) throw refundStep();
  const sofar = givenBack(bill, 'amountMinor') + amountMinor;
  const taxMinor = taxWithin(sofar, taxBps) - givenBack(bill, 'taxMinor');
  const deferredMinor = Math.min(amountMinor - taxMinor, unearnedMinor(bill));
  const earnedMinor = amountMinor - taxMinor - deferredMinor;
  return { ...asked, taxMinor, deferredMinor, earnedMinor, status: 'asked' };
}

/** The bill after a look at one of its refunds, of which there is none at the gateway if it was refused. */
export function withRefund(bill: Bill, id: string, there: GatewayRefund | undefined): Bill {
  const shown = there ? seenRefund(there).status : 'failed';
  const moved = shown === 'pending' ? 'asked' : shown;
  const refunds = bill.refunds.map((one) =>
    one.id === id
      ? { ...one, status: furtherRefund(one.status, moved), ...(moved === 'done' && { wasDone: true }) }
      : one,
  );
  return { ...bill, refunds };
}
