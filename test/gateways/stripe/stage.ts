import { afterEach, expect } from 'vitest';
import type { NewPayment } from '#shared/gateways/payments';
import { stripeGateway } from '#shared/gateways/stripe/gateway';
import type { Exchange } from '../../../fakes/stripe/api.ts';
import { type Options, startStripeFake } from '../../../fakes/stripe/server.ts';
import type { Thing } from '../../../fakes/stripe/world.ts';
import { published } from './published.ts';

export const NOW = '2026-01-10T09:00:00.000Z';

type Open = Awaited<ReturnType<typeof stage>>;
const open = new Set<Open>();

/** After each test all that was said between adapter and fake is held against what Stripe publishes, where that is there. */
afterEach(async () => {
  const stages = [...open];
  open.clear();
  await Promise.all(stages.map(({ close }) => close()));
  expect(stages.flatMap(breaches)).toEqual([]);
});

export function breaches({ exchanges, events }: Pick<Open, 'exchanges' | 'events'>): string[] {
  if (published === undefined) return [];
  const { request, answer, event } = published;
  const found = [
    ...exchanges.flatMap(({ route, form, status, body }) => [
      ...request(route, form).map((what) => `${route} sends ${what}`),
      ...answer(route, status, body).map((what) => `${route} answers ${status} ${what}`),
    ]),
    ...events.flatMap((one) => event(one).map((what) => `${one['type']} tells ${what}`)),
  ];
  return [...new Set(found)];
}

/** A fake of its own, its clock standing still until it is moved. */
export async function stage(options: Options = {}) {
  const exchanges: Exchange[] = [];
  const events: Thing[] = [];
  const fake = await startStripeFake({
    real: () => Date.parse(NOW),
    twice: 0,
    late: 0,
    ...options,
    onExchange: (one) => exchanges.push(one),
    onEvent: (one) => events.push(one),
  });
  const made = {
    ...fake,
    exchanges,
    events,
    gateway: stripeGateway({ key: 'sk_test_fake', host: fake.url }),
    /** What the world does: `POST /fake/…`. */
    world: async (path: string, body: unknown = {}): Promise<any> =>
      (await fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) })).json(),
    told: (type: string) => events.filter((one) => one['type'] === type),
  };
  open.add(made);
  return made;
}

export const payment = (id: string, more: Partial<NewPayment> = {}): NewPayment => ({
  id,
  amount: { amountMinor: 10_000, currency: 'USD' },
  title: 'A session',
  tags: { booking: 'bkg_1' },
  ...more,
});
