import { days } from '#shared/time';
import { answer, mapped, refused } from '../answer.ts';
import type { GatewayTransfer, Transfers } from '../shares.ts';
import type { paypal } from './client.ts';
import { fromPayPal, toPayPal } from './money.ts';

/* Payouts: https://developer.paypal.com/docs/api/payments.payouts-batch/v1/. One a batch, to a PayPal account by PayPal's own
 * id of it. The batch bears our id, which PayPal takes once in thirty days: a key is forgotten after hours, and nothing can be
 * searched, so it is on this that "once" relies. */

const REMEMBERS = days(30);

/** Not taken within thirty days by whom it was for, given back by them, or never sent: the money is ours again. What is held
 *  or blocked may still go either way. */
const CAME_BACK = new Set(['FAILED', 'RETURNED', 'REFUNDED', 'REVERSED', 'DENIED']);
/** The batch as a whole, while nothing is said of what is in it. */
const NEVER_LEFT = new Set(['DENIED', 'CANCELED']);

const IS_THERE = 'Batch with given sender_batch_id already exists';

export function transfers(ask: ReturnType<typeof paypal>): Transfers {
  const read = (ref: string) => ask('GET', `/v1/payments/payouts/${encodeURIComponent(ref)}`);
  const cannot = async () => refused('cannot', 'not_in_paypal');
  return {
    remembers: REMEMBERS,
    create: async ({ id, accountRef, amount }) => {
      const { currency_code: currency, value } = toPayPal(amount);
      const made = await ask('POST', '/v1/payments/payouts', {
        key: `transfer:${id}`,
        sent: {
          sender_batch_header: { sender_batch_id: id },
          items: [
            { recipient_type: 'PAYPAL_ID', receiver: accountRef, amount: { currency, value }, sender_item_id: id },
          ],
        },
        known: (refusal) => (refusal.details?.[0]?.issue === IS_THERE ? placeOf(refusal.links) : undefined),
      });
      if (made.kind !== 'answer') return made;
      return mapped(await read(made.value.batch_header.payout_batch_id), transferOf);
    },
    read: async (ref) => mapped(await read(ref), transferOf),
    find: async () => answer(undefined),
    reverse: cannot,
    findReversal: cannot,
  };
}

const placeOf = (links: readonly { rel: string; href: string }[]) => {
  const there = links.find(({ rel }) => rel === 'self');
  return there && new URL(there.href).pathname;
};

/** Money as payouts write it. */
interface Sent {
  readonly currency: string;
  readonly value: string;
}
const minor = ({ currency, value }: Sent) => fromPayPal({ currency_code: currency, value });

/** Just after it was made, a batch may show nothing of what is in it. */
function transferOf({ batch_header, items = [] }: any): GatewayTransfer {
  const [item] = items;
  const amount = minor(item?.payout_item.amount ?? batch_header.amount);
  const isBack = item ? CAME_BACK.has(item.transaction_status) : NEVER_LEFT.has(batch_header.batch_status);
  const hasArrived = item?.transaction_status === 'SUCCESS';
  return {
    ref: batch_header.payout_batch_id,
    id: batch_header.sender_batch_header.sender_batch_id,
    accountRef: item?.payout_item.receiver ?? '',
    amount,
    hasArrived,
    returnedMinor: isBack ? amount.amountMinor : 0,
    fee: hasArrived && item.payout_item_fee ? minor(item.payout_item_fee) : undefined, // an estimate until then
    createdAt: new Date(batch_header.time_created).toISOString(),
    tags: {},
  };
}
