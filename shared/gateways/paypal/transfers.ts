import { answer, mapped, refused } from '../answer.ts';
import type { GatewayTransfer, Transfers } from '../shares.ts';
import type { paypal } from './client.ts';
import { fromPayPal, toPayPal } from './money.ts';

/* Payouts: https://developer.paypal.com/docs/api/payments.payouts-batch/v1/. One a batch, the batch bearing our id; to a PayPal
 * account by PayPal's own id of it. */

/** Not taken by whom it was for, or given back by them: the money is ours again. */
const CAME_BACK = new Set(['FAILED', 'RETURNED', 'REFUNDED', 'REVERSED', 'BLOCKED', 'DENIED']);

const IS_THERE = 'Batch with given sender_batch_id already exists';

export function transfers(ask: ReturnType<typeof paypal>): Transfers {
  const read = (ref: string) => ask('GET', `/v1/payments/payouts/${encodeURIComponent(ref)}`);
  const cannot = async () => refused('cannot', 'not_in_paypal');
  return {
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
        // PayPal takes a batch's id once in thirty days, and says where that batch is.
        known: (refusal) => (refusal.details?.[0]?.issue === IS_THERE ? placeOf(refusal.links) : undefined),
      });
      if (made.kind !== 'answer') return made;
      return mapped(await read(made.value.batch_header.payout_batch_id), transferOf);
    },
    read: async (ref) => mapped(await read(ref), transferOf),
    // Batches are not searched; asked again under the same id, PayPal makes no second one.
    find: async () => answer(undefined),
    reverse: cannot,
    findReversal: cannot,
  };
}

const placeOf = (links: readonly { rel: string; href: string }[]) => {
  const there = links.find(({ rel }) => rel === 'self');
  return there && new URL(there.href).pathname;
};

function transferOf({ batch_header, items: [item] }: any): GatewayTransfer {
  const { receiver, amount, sender_item_id } = item.payout_item;
  const sent = fromPayPal({ currency_code: amount.currency, value: amount.value });
  return {
    ref: batch_header.payout_batch_id,
    id: sender_item_id,
    accountRef: receiver,
    amount: sent,
    returnedMinor: CAME_BACK.has(item.transaction_status) ? sent.amountMinor : 0,
    createdAt: new Date(batch_header.time_created).toISOString(),
    tags: {},
  };
}
