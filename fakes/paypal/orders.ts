import type { Books } from './books.ts';
import { No } from './refusal.ts';

export type Thing = Record<string, any>;

export interface Around {
  newId(kind: string): string;
  /** What time it is there. */
  at(): string;
  /** Where its pages are. */
  base(): string;
  tell(type: string, resource: unknown): void;
  readonly books: Books;
}

const cents = ({ value }: { value: string }) => Math.round(Number(value) * 100);
const money = (currency_code: string, amount: number) => ({ currency_code, value: (amount / 100).toFixed(2) });
const unitOf = (order: Thing) => order['purchase_units'][0];

/** Orders v2, their captures and refunds. What the payer has done lies beside an order, where the API does not show it. */
export function orders({ newId, at, base, tell, books }: Around) {
  const all = new Map<string, Thing>();
  const refunds = new Map<string, Thing>();
  const payer = new Map<string, { readonly returnUrl?: string; declines?: boolean }>();

  function get(from: Map<string, Thing>, id: string): Thing {
    const found = from.get(id);
    if (!found) throw new No(404, 'INVALID_RESOURCE_ID');
    return found;
  }

  function create({ purchase_units: [unit], payment_source }: Thing): Thing {
    const id = newId('O');
    payer.set(id, { returnUrl: payment_source.paypal.experience_context.return_url });
    const order = {
      id,
      status: 'PAYER_ACTION_REQUIRED',
      intent: 'CAPTURE',
      create_time: at(),
      purchase_units: [{ ...unit }],
      links: [{ href: `${base()}/checkoutnow/page/${id}`, rel: 'payer-action', method: 'GET' }],
    };
    all.set(id, order);
    return order;
  }

  /** On PayPal's page: they agree, or agree with a card that will not pay. */
  function approve(id: string, declines = false): Thing {
    const order = get(all, id);
    if (order['status'] !== 'PAYER_ACTION_REQUIRED') throw new No(422, 'ORDER_ALREADY_APPROVED');
    order['status'] = 'APPROVED';
    payer.set(id, { ...payer.get(id), declines });
    tell('CHECKOUT.ORDER.APPROVED', order);
    return order;
  }

  function capture(id: string): Thing {
    const order = get(all, id);
    const unit = unitOf(order);
    if (order['status'] === 'COMPLETED') throw new No(422, 'ORDER_ALREADY_CAPTURED');
    if (order['status'] !== 'APPROVED') throw new No(422, 'ORDER_NOT_APPROVED');
    if (payer.get(id)?.declines) throw new No(422, 'INSTRUMENT_DECLINED');
    const isTaken = (one: Thing) => one['status'] === 'COMPLETED' && unitOf(one).invoice_id === unit.invoice_id;
    if (unit.invoice_id && [...all.values()].some(isTaken)) throw new No(422, 'DUPLICATE_INVOICE_ID');
    const { currency_code: currency } = unit.amount;
    const fee = Math.round(cents(unit.amount) * 0.0349) + 49;
    const taken = {
      id: newId('C'),
      status: 'COMPLETED',
      amount: unit.amount,
      custom_id: unit.custom_id,
      invoice_id: unit.invoice_id,
      seller_receivable_breakdown: {
        gross_amount: unit.amount,
        paypal_fee: money(currency, fee),
        net_amount: money(currency, cents(unit.amount) - fee),
      },
      supplementary_data: { related_ids: { order_id: id } },
    };
    order['status'] = 'COMPLETED';
    unit.payments = { captures: [taken], refunds: [] };
    books.book({ code: 'T0006', id: taken.id, currency, amount: cents(unit.amount), fee, ours: unit.invoice_id });
    tell('PAYMENT.CAPTURE.COMPLETED', taken);
    return order;
  }

  function captured(captureId: string): Thing {
    const order = [...all.values()].find((one) => unitOf(one).payments?.captures[0].id === captureId);
    if (!order) throw new No(404, 'INVALID_RESOURCE_ID');
    return order;
  }

  function refund(captureId: string, { amount, custom_id, invoice_id }: Thing): Thing {
    const order = captured(captureId);
    const { payments, amount: whole } = unitOf(order);
    const given = payments.refunds.reduce((sum: number, one: Thing) => sum + cents(one['amount']), 0);
    if (given === cents(whole)) throw new No(422, 'CAPTURE_FULLY_REFUNDED');
    if (given + cents(amount) > cents(whole)) throw new No(422, 'REFUND_AMOUNT_EXCEEDED');
    const create_time = at();
    const links = [{ href: `${base()}/v2/payments/captures/${captureId}`, rel: 'up', method: 'GET' }];
    const made = { id: newId('R'), status: 'COMPLETED', amount, custom_id, invoice_id, create_time, links };
    refunds.set(made.id, made);
    payments.refunds.push(made);
    // What is given back on its own pages, it writes down by what it was paid for.
    const known = { id: made.id, of: captureId, ours: invoice_id ?? unitOf(order).invoice_id };
    books.book({ code: 'T1107', ...known, currency: amount.currency_code, amount: -cents(amount) });
    tell('PAYMENT.CAPTURE.REFUNDED', made);
    return made;
  }

  return {
    create,
    approve,
    capture,
    refund,
    read: (id: string) => get(all, id),
    readCapture: (id: string) => unitOf(captured(id)).payments.captures[0],
    readRefund: (id: string) => get(refunds, id),
    returnUrl: (id: string) => payer.get(id)?.returnUrl ?? '/',
  };
}
