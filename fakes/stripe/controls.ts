import { onboard } from './accounts.ts';
import { completeSession } from './checkout.ts';
import { closeDispute, openDispute } from './disputes.ts';
import { authenticate, pay } from './paying.ts';
import { settle } from './payouts.ts';
import { changeCard } from './portal.ts';
import { invalid } from './refusal.ts';
import type { postman } from './webhooks.ts';
import type { World } from './world.ts';

/** How a request is to go wrong: not heard, heard and done with the answer lost, or answered so. */
export interface Fault {
  /** Of the route as Stripe writes it, `POST /v1/refunds`. */
  readonly route: string;
  readonly how: 'unheard' | 'answer_lost' | 'broken' | 'busy';
  times: number;
}

interface Hands {
  readonly world: World;
  readonly post: ReturnType<typeof postman>;
  readonly faults: Fault[];
}
type Asked = Readonly<Record<string, any>>;

/* The fake's own endpoints, beside Stripe's: what a payer, a provider, a bank or time would do. JSON in, JSON out. */
const CONTROLS: Readonly<Record<string, (hands: Hands, id: string, asked: Asked) => unknown>> = {
  /** Ahead only: to an instant, or by so many seconds or days. */
  'POST /fake/clock': ({ world }, _, { to, seconds = 0, days = 0 }) => {
    const time = to === undefined ? world.now() + seconds + days * 86_400 : Math.floor(Date.parse(to) / 1000);
    if (!(time >= world.now())) throw invalid('The clock goes ahead only.');
    world.moveTo(time);
    return { now: new Date(world.now() * 1000).toISOString() };
  },
  'GET /fake/clock': ({ world }) => ({ now: new Date(world.now() * 1000).toISOString() }),
  /** As the payer's own page does with Stripe's script. A bank that says no is the answer, too. */
  'POST /fake/payments/{id}/pay': ({ world }, id, { card, returnUrl }) =>
    pay(world, world.get('payment_intent', id), { method: card, returnUrl }),
  'POST /fake/payments/{id}/authenticate': ({ world }, id, { passed }) => {
    const intent = world.get('payment_intent', id);
    authenticate(world, intent, passed);
    return intent;
  },
  'POST /fake/payments/{id}/dispute': ({ world }, id, { reason = 'fraudulent' }) =>
    openDispute(world, world.get('charge', world.get('payment_intent', id)['latest_charge'] ?? ''), reason),
  'POST /fake/disputes/{id}/close': ({ world }, id, { outcome }) =>
    closeDispute(world, world.get('dispute', id), outcome),
  'POST /fake/checkouts/{id}/pay': ({ world }, id, { card, answersBank }) =>
    completeSession(world, world.get('checkout.session', id), card, answersBank),
  'POST /fake/customers/{id}/card': ({ world }, id, { card }) => {
    changeCard(world, world.get('customer', id).id, card);
    return {};
  },
  'POST /fake/accounts/{id}/onboard': ({ world }, id, { bankFails = false }) => {
    const account = world.get('account', id);
    onboard(world, account, bankFails);
    return account;
  },
  'POST /fake/settle': ({ world }, _, { currency }) => settle(world, currency) ?? {},
  'POST /fake/webhooks': ({ post }, _, { url, secrets, connect = false }) => {
    post.register({ url, secrets, connect });
    return {};
  },
  'POST /fake/webhooks/settled': async ({ post }) => ({ deliveries: await post.settled() }),
  'GET /fake/events': ({ world }) => ({ events: world.all('event') }),
  'POST /fake/faults': ({ faults }, _, { route, how, times = 1 }) => {
    faults.push({ route, how, times });
    return {};
  },
};

const table = Object.entries(CONTROLS).map(([route, act]) => {
  const [method, path] = route.split(' ') as [string, string];
  return { method, act, fits: new RegExp(`^${path.replace('{id}', '([^/]+)')}$`) };
});

export function controlOf(method: string, path: string) {
  for (const { act, fits, ...one } of table) {
    const found = one.method === method && fits.exec(path);
    if (found) return (hands: Hands, asked: Asked) => act(hands, found[1] ?? '', asked);
  }
  return undefined;
}

/** Which fault, if any, is to befall this request; it is spent by it. */
export function befalls(faults: readonly Fault[], route: string): Fault['how'] | undefined {
  const fault = faults.find((one) => one.route === route && one.times > 0);
  if (fault) fault.times -= 1;
  return fault?.how;
}
