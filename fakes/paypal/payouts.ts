import type { Around, Thing } from './orders.ts';
import { No } from './refusal.ts';

const cents = ({ value }: { value: string }) => Math.round(Number(value) * 100);
/** Two percent. */
const feeOf = (amount: number) => Math.round(amount / 50);

/** Money sent to PayPal accounts, one a batch; a batch's id is taken once. */
export function payouts({ newId, at, base, tell, books }: Around) {
  const all = new Map<string, Thing>();
  const charge = new Map<string, (fee: number) => void>();
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
    const { amount } = payout_item;
    const { currency } = amount;
    const fee = feeOf(cents(amount));
    if (books.balance(currency) < cents(amount) + fee) throw new No(422, 'INSUFFICIENT_FUNDS');
    const known_as = { payout_item_id: newId('I'), payout_batch_id: newId('B'), transaction_id: newId('T') };
    const payout_item_fee = { currency, value: (fee / 100).toFixed(2) };
    const item = { ...known_as, transaction_status: 'PENDING', payout_item, payout_item_fee };
    const { payout_batch_id } = known_as;
    const batch_header = {
      ...{ payout_batch_id, batch_status: 'SUCCESS', time_created: at() },
      ...{ sender_batch_header, amount },
    };
    all.set(payout_batch_id, { batch_header, items: [item] });
    const sent = { code: 'T0001', id: known_as.transaction_id, currency, amount: -cents(amount) };
    charge.set(payout_batch_id, books.book({ ...sent, ours: payout_item.sender_item_id }));
    if (becomes === 'SUCCESS') take(payout_batch_id);
    else become(payout_batch_id, becomes);
    return { batch_header: { payout_batch_id, batch_status: 'PENDING', sender_batch_header } };
  }

  function read(id: string): Thing {
    const found = all.get(id);
    if (!found) throw new No(404, 'INVALID_RESOURCE_ID');
    return found;
  }

  function become(id: string, status: string): Thing {
    const [item] = read(id)['items'];
    item.transaction_status = status;
    tell(`PAYMENT.PAYOUTS-ITEM.${status === 'SUCCESS' ? 'SUCCEEDED' : status}`, item);
    return item;
  }

  /** They have it, and it has its price. */
  function take(id: string): Thing {
    const item = become(id, 'SUCCESS');
    charge.get(id)!(feeOf(cents(item['payout_item'].amount)));
    return item;
  }

  /** Nobody took it within thirty days, or they gave it back. */
  function comeBack(id: string): Thing {
    const { amount, sender_item_id: ours } = read(id)['items'][0].payout_item;
    const { transaction_id: of } = read(id)['items'][0];
    books.book({ code: 'T1114', id: newId('T'), of, currency: amount.currency, amount: cents(amount), ours });
    return become(id, 'RETURNED');
  }

  const next = (status: string) => ({ becomes: (becomes = status) });

  return { create, read, next, take, comeBack };
}
