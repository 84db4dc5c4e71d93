import type { Thing } from './orders.ts';
import { No } from './refusal.ts';

/** What moves the account: its event code, as PayPal's reports have it, and what it is known by. */
interface Movement {
  readonly code: string;
  readonly id: string;
  readonly currency: string;
  readonly amount: number;
  readonly fee?: number;
  readonly ours?: string | undefined;
  /** What it was done about. */
  readonly of?: string | undefined;
}
interface Written extends Movement {
  readonly at: number;
}

/** As they write it: to the second, with no colon in the offset. */
const written = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+0000`;
const money = (currency_code: string, amount: number) => ({ currency_code, value: (amount / 100).toFixed(2) });
const AT_MOST = 31 * 86_400_000;

export type Books = ReturnType<typeof books>;

/** PayPal's own books, and their search, which finds nothing that is younger than its lag. */
export function books(now: () => number, searchLag: number) {
  const all: Written[] = [];

  /** A fee may be known later. */
  function book(movement: Movement): (fee: number) => void {
    const at = all.push({ ...movement, at: now() }) - 1;
    return (fee) => void (all[at] = { ...all[at]!, fee });
  }

  const balance = (currency: string) =>
    all.filter((one) => one.currency === currency).reduce((sum, { amount, fee = 0 }) => sum + amount - fee, 0);

  function search(query: URLSearchParams): Thing {
    const asked = (name: string) => query.get(name) ?? '';
    const [from, until] = [Date.parse(asked('start_date')), Date.parse(asked('end_date'))];
    if (!(until > from) || until - from > AT_MOST) throw new No(400, 'INVALID_REQUEST');
    const refreshed = now() - searchLag;
    const found = all.filter(({ at }) => at >= from && at <= until && at <= refreshed);
    const [page, size] = [Number(asked('page') || 1), Number(asked('page_size') || 100)];
    return {
      transaction_details: found
        .slice((page - 1) * size, page * size)
        .map((one) => ({ transaction_info: infoOf(one) })),
      start_date: written(from),
      end_date: written(until),
      last_refreshed_datetime: written(refreshed),
      page,
      total_items: found.length,
      total_pages: Math.ceil(found.length / size),
    };
  }

  return { book, balance, search };
}

const infoOf = ({ code, id, currency, amount, fee, ours, of, at }: Written) => ({
  transaction_id: id,
  ...(of !== undefined && { paypal_reference_id: of, paypal_reference_id_type: 'TXN' }),
  transaction_event_code: code,
  transaction_initiation_date: written(at),
  transaction_updated_date: written(at),
  transaction_amount: money(currency, amount),
  ...(fee !== undefined && { fee_amount: money(currency, -fee) }),
  transaction_status: 'S',
  ...(ours !== undefined && { invoice_id: ours, custom_field: ours }),
});
