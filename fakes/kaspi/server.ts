import { createHmac, randomUUID } from 'node:crypto';
import { clock } from '../clock.ts';
import { journal } from '../journal.ts';
import { type Asked, fakePage, type Shown, serve } from '../serve.ts';

interface Payment {
  readonly id: number;
  readonly externalId: string;
  readonly amount: number;
  readonly at: number;
  status: 'QrTokenCreated' | 'Wait' | 'Processed' | 'Error';
  returned: number;
}
export interface Options {
  readonly port?: number;
  readonly deviceToken?: string;
  /** Who hears, as if an intermediary stood in front: Kaspi itself tells nobody. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** A file from which it knows again, at its next start, what it knew. */
  readonly keptIn?: string | undefined;
  readonly real?: () => number;
}

const LASTS = 5 * 60_000;
const NO_SUCH_DEVICE = -1501;
const NO_SUCH_PAYMENT = -1601;
const TOO_MUCH = -99_000_005;
const WRONG_STATE = -99_000_011;
const WRONG_AMOUNT = 990_000_028;

/** A fake of Kaspi's QR interface: links, their state, refunds; and `/fake/…` for what a payer does with their phone. */
export async function startKaspiFake(options: Options = {}) {
  const { port = 0, deviceToken = 'fake-till', webhook, keptIn, real = Date.now } = options;
  const kept = journal(keptIn, real);
  const { now, at, moveTo } = clock(kept.real);
  const payments = new Map<number, Payment>();
  /** Calls that will be done, and not answered. */
  const lost: string[] = [];
  const data = (Data: unknown): Shown => ({ status: 200, json: { StatusCode: 0, Message: null, Data } });
  const no = (StatusCode: number): Shown => ({
    status: 200,
    json: { StatusCode, Message: 'a fake says no', Data: null },
  });

  function find(id: string): Payment | undefined {
    const payment = payments.get(Number(id));
    if (payment?.status === 'QrTokenCreated' && payment.at + LASTS <= now()) payment.status = 'Error';
    return payment;
  }

  function createLink({ DeviceToken, Amount, ExternalId }: any): Shown {
    if (DeviceToken !== deviceToken) return no(NO_SUCH_DEVICE);
    if (!(Amount > 0)) return no(WRONG_AMOUNT);
    const id = 9000 + payments.size;
    payments.set(id, { id, externalId: ExternalId, amount: Amount, at: now(), status: 'QrTokenCreated', returned: 0 });
    return data({
      PaymentLink: `${server.url}/pay/page/${id}`,
      ExpireDate: new Date(now() + LASTS).toISOString(),
      PaymentId: id,
      PaymentMethods: ['Gold', 'Red', 'Loan'],
      PaymentBehaviorOptions: {
        StatusPollingInterval: 5,
        LinkActivationWaitTimeout: 180,
        PaymentConfirmationTimeout: 65,
      },
    });
  }

  function giveBack({ DeviceToken, QrPaymentId, Amount }: any): Shown {
    const payment = find(QrPaymentId);
    if (DeviceToken !== deviceToken) return no(NO_SUCH_DEVICE);
    if (!payment) return no(NO_SUCH_PAYMENT);
    if (payment.status !== 'Processed') return no(WRONG_STATE);
    if (!(Amount > 0)) return no(WRONG_AMOUNT);
    if (payment.returned + Amount > payment.amount) return no(TOO_MUCH);
    payment.returned += Amount;
    return data({ ReturnOperationId: Math.round(payment.returned) });
  }

  function details(query: URLSearchParams): Shown {
    const payment = find(query.get('QrPaymentId') ?? '');
    if (query.get('DeviceToken') !== deviceToken) return no(NO_SUCH_DEVICE);
    if (!payment) return no(NO_SUCH_PAYMENT);
    if (payment.status !== 'Processed') return no(WRONG_STATE);
    return data({
      QrPaymentId: payment.id,
      TotalAmount: payment.amount,
      AvailableReturnAmount: payment.amount - payment.returned,
      TransactionDate: new Date(payment.at).toISOString(),
    });
  }

  /** With a phone in their hand: they look, pay, or think better of it. */
  async function pay(id: string, does: string): Promise<Shown> {
    const payment = find(id);
    if (!payment || payment.status === 'Processed' || payment.status === 'Error') return { status: 409, json: {} };
    payment.status = ({ looks: 'Wait', pays: 'Processed' } as const)[does] ?? 'Error';
    if (webhook && payment.status !== 'Wait' && !kept.isReading()) await tell(webhook, payment);
    return { status: 200, json: payment };
  }

  /** By method and the first two names of the path; the third is an id. */
  const calls: Readonly<Record<string, (sent: any, id: string, query: URLSearchParams) => Shown | Promise<Shown>>> = {
    'POST qr/create-link': createLink,
    'GET payment/status': (_, id) => statusOf(find(id)),
    'GET payment/details': (_, __, query) => details(query),
    'POST payment/return': giveBack,
    'GET pay/page': () => ({ page: fakePage('Kaspi', 'Pay', PAY_FORM) }),
    'POST pay/page': async ({ does }, id) => {
      await pay(id, does);
      return { page: fakePage('Kaspi', 'Done', '<p>You can close this page.</p>') };
    },
    'POST fake/payments': ({ does }, id) => pay(id, does),
    'GET fake/clock': () => ({ status: 200, json: { now: at() } }),
    'POST fake/clock': ({ to }) => ({ status: 200, json: { now: moveTo(to) } }),
    'POST fake/lose': ({ call }) => ({ status: 200, json: lost.push(call) }),
  };

  async function act({ method, path, query, body, headers }: Asked): Promise<Shown> {
    const isForm = String(headers['content-type']).includes('form');
    const sent = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body || '{}');
    const [first = '', second = '', id = ''] = path
      .replace(/^\/r2\/v01/, '')
      .slice(1)
      .split('/');
    const call = `${method} ${first}/${second}`;
    const shown = await calls[call]?.(sent, id, query);
    if (!lost.includes(call)) return shown ?? { status: 404, json: {} };
    lost.splice(lost.indexOf(call), 1);
    return 'silence';
  }
  const statusOf = (payment: Payment | undefined): Shown =>
    payment ? data({ Status: payment.status, Amount: payment.amount }) : no(NO_SUCH_PAYMENT);

  const server = await serve('kaspi', port, (asked) => kept.doing(asked, () => act(asked)));
  await kept.read(act);
  return { ...server, host: `${server.url}/r2/v01` };
}

const PAY_FORM = `<form method="post"><button name="does" value="pays">Pay</button>
<button name="does" value="declines">No</button></form>`;

async function tell({ url, secret }: { url: string; secret: string }, { id, externalId, amount, status }: Payment) {
  const body = JSON.stringify({
    event: 'invoice.status_changed',
    invoice: {
      id,
      external_order_id: externalId,
      amount: amount.toFixed(2),
      status: status === 'Processed' ? 'paid' : 'cancelled',
    },
    source: 'api',
    timestamp: new Date().toISOString(),
  });
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = {
    'content-type': 'application/json',
    'x-webhook-signature': signature,
    'x-request-id': randomUUID(),
  };
  await fetch(url, { method: 'POST', headers, body }).catch(() => undefined); // it is told once, and not again
}
