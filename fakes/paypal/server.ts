import { clock } from '../clock.ts';
import { journal } from '../journal.ts';
import { type Asked, fakePage, type Shown, serve } from '../serve.ts';
import { books } from './books.ts';
import { orders, type Thing } from './orders.ts';
import { payouts } from './payouts.ts';
import { No } from './refusal.ts';
import { type Webhook, webhooks } from './webhooks.ts';

export interface Options {
  readonly port?: number;
  readonly webhook?: Webhook;
  /** A file from which it knows again, at its next start, what it knew. */
  readonly keptIn?: string | undefined;
  readonly real?: () => number;
  /** So long after it was done, in milliseconds, a thing is found by the search: up to three hours. */
  readonly searchLag?: number;
}

const SEARCH_LAG = 3 * 3_600_000;

/** A fake of PayPal: orders, refunds, payouts and its webhooks; `/fake/…` is what a payer does on its page. */
export async function startPaypalFake(options: Options = {}) {
  const { port = 0, webhook, keptIn, real = Date.now, searchLag = SEARCH_LAG } = options;
  const kept = journal(keptIn, real);
  const time = clock(kept.real);
  const { pem, path: certificate, register, tell, settled } = webhooks(webhook);
  let made = 0;
  const newId = (kind: string) => `FAKE${kind}${(++made).toString().padStart(6, '0')}`;
  const around = {
    newId,
    at: time.at,
    base: () => server.url,
    books: books(time.now, searchLag),
    tell: (type: string, resource: unknown) => (kept.isReading() ? undefined : tell(type, resource)),
  };
  const order = orders(around);
  const payout = payouts(around);
  const done = new Map<string, Shown>();
  let lost = 0;

  const calls: readonly (readonly [RegExp, (id: string, sent: Thing, query: URLSearchParams) => Thing])[] = [
    [/^POST \/v2\/checkout\/orders$/, (_, sent) => order.create(sent)],
    [/^GET \/v2\/checkout\/orders\/([^/]+)$/, order.read],
    [/^POST \/v2\/checkout\/orders\/([^/]+)\/capture$/, order.capture],
    [/^POST \/v2\/payments\/captures\/([^/]+)\/refund$/, order.refund],
    [/^GET \/v2\/payments\/captures\/([^/]+)$/, order.readCapture],
    [/^GET \/v2\/payments\/refunds\/([^/]+)$/, order.readRefund],
    [/^POST \/v1\/payments\/payouts$/, (_, sent) => payout.create(sent)],
    [/^GET \/v1\/payments\/payouts\/([^/]+)$/, payout.read],
    [/^GET \/v1\/reporting\/transactions$/, (_, __, query) => around.books.search(query)],
    [/^POST \/fake\/orders\/([^/]+)\/approve$/, (id, { declines }) => order.approve(id, declines)],
    [/^POST \/fake\/payouts$/, (_, { becomes }) => payout.next(becomes)],
    [/^POST \/fake\/payouts\/([^/]+)\/take$/, payout.take],
    [/^POST \/fake\/payouts\/([^/]+)\/come-back$/, payout.comeBack],
    [/^GET \/fake\/clock$/, () => ({ now: time.at() })],
    [/^POST \/fake\/clock$/, (_, { to }) => ({ now: time.moveTo(to) })],
    [/^POST \/fake\/webhooks$/, (_, sent) => register(sent as Webhook)],
    [/^POST \/fake\/lose$/, () => ({ lost: (lost += 1) })],
    [/^POST \/fake\/forget-keys$/, () => ({ forgotten: done.clear() })],
  ];

  function called({ method, path, body, query }: Asked): Shown {
    for (const [fits, act] of calls) {
      const found = fits.exec(`${method} ${path}`);
      if (!found) continue;
      try {
        return { status: 200, json: structuredClone(act(found[1] ?? '', JSON.parse(body || '{}'), query)) };
      } catch (no) {
        if (!(no instanceof No)) throw no;
        return { status: no.status, json: no.body };
      }
    }
    return { status: 404, json: { name: 'RESOURCE_NOT_FOUND' } };
  }

  function page(method: string, id: string): Shown {
    if (method === 'GET')
      return {
        page: fakePage('PayPal', 'Pay', '<form method="post"><button name="does" value="pays">Pay</button></form>'),
      };
    order.approve(id);
    return { goTo: order.returnUrl(id) };
  }

  function act(asked: Asked): Shown {
    const { method, path, headers } = asked;
    if (path === certificate) return { text: pem };
    if (path.startsWith('/checkoutnow/page/')) return page(method, path.split('/').at(-1)!);
    if (path === '/v1/oauth2/token') return { status: 200, json: { access_token: 'fake', expires_in: 300 } }; // never lost
    const isOurs = path.startsWith('/fake/');
    if (!isOurs && headers['authorization'] !== 'Bearer fake') return { status: 401, json: { error: 'invalid_token' } };
    const key = headers['paypal-request-id'] as string | undefined;
    const result = (key !== undefined && done.get(key)) || called(asked);
    if (key !== undefined && typeof result === 'object' && 'status' in result && result.status < 300)
      done.set(key, result);
    if (lost === 0 || isOurs) return result;
    lost -= 1;
    return 'silence';
  }

  const server = await serve('paypal', port, (asked) => kept.doing(asked, () => act(asked)));
  await kept.read(act);
  return { ...server, fetchCertificate: async () => pem, tell, settled };
}
