import type { Around, Thing } from './orders.ts';
import { No } from './refusal.ts';

/** Money sent to PayPal accounts, one a batch; a batch's id is taken once. */
export function payouts({ newId, at, base, tell }: Around) {
  const all = new Map<string, Thing>();
  /** What becomes of the next ones: what no account takes waits for thirty days. */
  let becomes = 'SUCCESS';

  function create({ sender_batch_header, items: [payout_item] }: Thing): Thing {
    const { sender_batch_id } = sender_batch_header;
    const known = [...all.values()].find(
      ({ batch_header }) => batch_header.sender_batch_header.sender_batch_id === sender_batch_id,
    );
    if (known) {
      const href = `${base()}/v1/payments/payouts/${known['batch_header'].payout_batch_id}`;
      throw new No(400, 'Batch with given sender_batch_id already exists', [{ rel: 'self', href }]);
    }
    const payout_batch_id = newId('B');
    const time_created = at();
    const { amount } = payout_item;
    const payout_item_fee = {
      currency: amount.currency,
      value: (Math.round(Number(amount.value) * 2) / 100).toFixed(2),
    };
    const known_as = { payout_item_id: newId('I'), payout_batch_id };
    const item = { ...known_as, transaction_status: becomes, payout_item, payout_item_fee };
    const batch_header = { payout_batch_id, batch_status: 'SUCCESS', time_created, sender_batch_header, amount };
    all.set(payout_batch_id, { batch_header, items: [item] });
    tell(`PAYMENT.PAYOUTS-ITEM.${becomes === 'SUCCESS' ? 'SUCCEEDED' : becomes}`, item);
    return { batch_header: { payout_batch_id, batch_status: 'PENDING', sender_batch_header } };
  }

  function read(id: string): Thing {
    const found = all.get(id);
    if (!found) throw new No(404, 'INVALID_RESOURCE_ID');
    return found;
  }

  /** Who had no account that could take it has one now. */
  function take(id: string): Thing {
    const [item] = read(id)['items'];
    item.transaction_status = 'SUCCESS';
    tell('PAYMENT.PAYOUTS-ITEM.SUCCEEDED', item);
    return item;
  }

  /** Nobody took it within thirty days, or they gave it back. */
  function comeBack(id: string): Thing {
    const [item] = read(id)['items'];
    item.transaction_status = 'RETURNED';
    tell('PAYMENT.PAYOUTS-ITEM.RETURNED', item);
    return item;
  }

  const next = (status: string) => ({ becomes: (becomes = status) });

  return { create, read, next, take, comeBack };
}
