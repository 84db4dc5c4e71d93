import { randomUUID, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Asked, fakePage, type Shown, serve } from '../serve.ts';
import { newCertificate } from './certificate.ts';

type Thing = Record<string, any>;
export interface Options {
  readonly port?: number;
  readonly webhook?: { readonly url: string; readonly id: string };
}

/** Where the real ones lie: ours says so too, and whoever tests brings a way to fetch it from here. */
const CERTIFICATE = '/v1/notifications/certs/CERT-fake';
const CERT_URL = `https://api.sandbox.paypal.com${CERTIFICATE}`;

class No extends Error {
  override readonly name = 'No';
  readonly status: number;
  constructor(status: number, issue: string) {
    super(issue);
    this.status = status;
  }
}

const cents = ({ value }: { value: string }) => Math.round(Number(value) * 100);
const money = (currency_code: string, amount: number) => ({ currency_code, value: (amount / 100).toFixed(2) });

/** A fake of PayPal's Orders v2, its refunds and its webhooks; `/fake/…` is what a payer does on its page. */
export async function startPaypalFake({ port = 0, webhook }: Options = {}) {
  const orders = new Map<string, Thing>();
  const refunds = new Map<string, Thing>();
  const done = new Map<string, Shown>();
  const { pem, privateKey } = newCertificate();
  let lost = 0;
  let made = 0;
  const newId = (kind: string) => `FAKE${kind}${(++made).toString().padStart(6, '0')}`;

  const get = (all: Map<string, Thing>, id: string) => {
    const found = all.get(id);
    if (!found) throw new No(404, 'INVALID_RESOURCE_ID');
    return found;
  };
  const unitOf = (order: Thing) => order['purchase_units'][0];

  function createOrder({ purchase_units: [unit], payment_source }: Thing): Thing {
    const id = newId('O');
    const page = payment_source.paypal.experience_context;
    const links = [{ href: `${server.url}/checkoutnow/page/${id}`, rel: 'payer-action', method: 'GET' }];
    const order = { id, status: 'PAYER_ACTION_REQUIRED', intent: 'CAPTURE', purchase_units: [{ ...unit }], links };
    orders.set(id, { ...order, create_time: new Date().toISOString(), behind: { page } });
    return get(orders, id);
  }

  function capture(id: string): Thing {
    const order = get(orders, id);
    const unit = unitOf(order);
    if (order['status'] === 'COMPLETED') throw new No(422, 'ORDER_ALREADY_CAPTURED');
    if (order['status'] !== 'APPROVED') throw new No(422, 'ORDER_NOT_APPROVED');
    if (order['behind'].declines) throw new No(422, 'INSTRUMENT_DECLINED');
    const isTaken = (one: Thing) => one['status'] === 'COMPLETED' && unitOf(one).invoice_id === unit.invoice_id;
    if (unit.invoice_id && [...orders.values()].some(isTaken)) throw new No(422, 'DUPLICATE_INVOICE_ID');
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
    Object.assign(order, { status: 'COMPLETED' });
    unit.payments = { captures: [taken], refunds: [] };
    tell('PAYMENT.CAPTURE.COMPLETED', taken);
    return order;
  }

  function refund(captureId: string, { amount, custom_id, invoice_id }: Thing): Thing {
    const order = [...orders.values()].find((one) => unitOf(one).payments?.captures[0].id === captureId);
    if (!order) throw new No(404, 'INVALID_RESOURCE_ID');
    const { payments, amount: whole } = unitOf(order);
    const given = payments.refunds.reduce((sum: number, one: Thing) => sum + cents(one['amount']), 0);
    if (given === cents(whole)) throw new No(422, 'CAPTURE_FULLY_REFUNDED');
    if (given + cents(amount) > cents(whole)) throw new No(422, 'REFUND_AMOUNT_EXCEEDED');
    const made = {
      id: newId('R'),
      status: 'COMPLETED',
      amount,
      custom_id,
      invoice_id,
      create_time: new Date().toISOString(),
    };
    refunds.set(made.id, made);
    payments.refunds.push(made);
    tell('PAYMENT.CAPTURE.REFUNDED', made);
    return made;
  }

  /** On PayPal's page: they agree, or agree with a card that will not pay. */
  function approve(id: string, declines: boolean): Thing {
    const order = get(orders, id);
    if (order['status'] !== 'PAYER_ACTION_REQUIRED') throw new No(422, 'ORDER_ALREADY_APPROVED');
    Object.assign(order, { status: 'APPROVED', behind: { ...order['behind'], declines } });
    tell('CHECKOUT.ORDER.APPROVED', order);
    return order;
  }

  const underWay = new Set<Promise<unknown>>();
  function tell(event_type: string, resource: Thing): void {
    if (!webhook) return;
    const event = { id: newId('WH'), event_type, create_time: new Date().toISOString(), resource: shown(resource) };
    const body = JSON.stringify(event);
    const id = randomUUID();
    const time = new Date().toISOString();
    const signed = sign('sha256', Buffer.from([id, time, webhook.id, crc32(body)].join('|')), privateKey);
    const headers = {
      'content-type': 'application/json',
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': signed.toString('base64'),
      'paypal-cert-url': CERT_URL,
      'paypal-auth-algo': 'SHA256withRSA',
    };
    const going = fetch(webhook.url, { method: 'POST', headers, body }).catch(() => undefined);
    underWay.add(going);
    void going.finally(() => underWay.delete(going));
  }

  const calls: readonly (readonly [RegExp, (id: string, sent: Thing) => Thing])[] = [
    [/^POST \/v2\/checkout\/orders$/, (_, sent) => createOrder(sent)],
    [/^GET \/v2\/checkout\/orders\/([^/]+)$/, (id) => get(orders, id)],
    [/^POST \/v2\/checkout\/orders\/([^/]+)\/capture$/, (id) => capture(id)],
    [/^POST \/v2\/payments\/captures\/([^/]+)\/refund$/, refund],
    [/^GET \/v2\/payments\/refunds\/([^/]+)$/, (id) => get(refunds, id)],
    [/^POST \/fake\/orders\/([^/]+)\/approve$/, (id, { declines = false }) => approve(id, declines)],
    [/^POST \/fake\/lose$/, () => ({ lost: (lost += 1) })],
    [/^POST \/fake\/forget-keys$/, () => ({ forgotten: done.clear() })],
  ];

  function called(method: string, path: string, body: string): Shown {
    for (const [fits, act] of calls) {
      const found = fits.exec(`${method} ${path}`);
      if (!found) continue;
      try {
        return { status: 200, json: shown(act(found[1] ?? '', body === '' ? {} : JSON.parse(body))) };
      } catch (no) {
        if (!(no instanceof No)) throw no;
        return { status: no.status, json: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue: no.message }] } };
      }
    }
    return { status: 404, json: { name: 'RESOURCE_NOT_FOUND' } };
  }

  function page(method: string, id: string): Shown {
    const order = get(orders, id);
    const form = '<form method="post"><button>Pay</button></form>';
    if (method === 'GET') return { page: fakePage('PayPal', 'Pay', form) };
    approve(id, false);
    return { goTo: order['behind'].page.return_url ?? '/' };
  }

  function answer({ method, path, body, headers }: Asked): Shown {
    if (path === CERTIFICATE) return { text: pem };
    if (path.startsWith('/checkoutnow/page/')) return page(method, path.split('/').at(-1)!);
    if (path === '/v1/oauth2/token') return { status: 200, json: { access_token: 'fake', expires_in: 300 } };
    const isOurs = path.startsWith('/fake/');
    if (!isOurs && headers['authorization'] !== 'Bearer fake') return { status: 401, json: { error: 'invalid_token' } };
    const key = headers['paypal-request-id'] as string | undefined;
    const known = key !== undefined && done.get(key);
    const result = known || called(method, path, body);
    if (key !== undefined && result !== 'silence' && 'status' in result && result.status < 300) done.set(key, result);
    if (lost === 0 || isOurs) return result;
    lost -= 1;
    return 'silence';
  }

  const server = await serve('paypal', port, answer);
  return {
    ...server,
    fetchCertificate: async () => pem,
    /** Until no notification is under way any more. */
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** As it stands now, without what only the fake knows. */
const shown = ({ behind: _, ...thing }: Thing): Thing => structuredClone(thing);
