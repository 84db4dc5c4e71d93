import { journal } from '../journal.ts';
import { type Asked, type Shown, serve } from '../serve.ts';
import { api, type Exchange } from './api.ts';
import { befalls, controlOf, type Fault } from './controls.ts';
import { parseForm } from './form.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import { routeOf } from './routes.ts';
import { type Endpoint, type Habits, postman } from './webhooks.ts';
import { dice, newWorld, type Settings, type Thing } from './world.ts';

export interface Options extends Settings, Habits {
  /** 0, or none: any that is free. */
  readonly port?: number;
  readonly webhooks?: readonly Endpoint[];
  /** A file from which it knows again, at its next start, what it knew. */
  readonly keptIn?: string | undefined;
  readonly onExchange?: (exchange: Exchange) => void;
  readonly onEvent?: (event: Thing) => void;
}

const FAULTS = { broken: [500, 'api_error'], busy: [429, 'invalid_request_error'] } as const;

/** Starts a fake of Stripe: its API, its hosted pages, its webhooks, and `/fake/…` for what else happens in the world. */
export async function startStripeFake(options: Options = {}) {
  const { keptIn, seed = 1, real = Date.now } = options;
  const kept = journal(keptIn, real);
  const world = newWorld({ ...options, real: kept.real });
  const post = postman(dice(seed + 1), options);
  for (const endpoint of options.webhooks ?? []) post.register(endpoint);
  world.onEvent = (event) => {
    if (kept.isReading()) return;
    options.onEvent?.(event);
    post.send(event);
  };
  const faults: Fault[] = [];
  const asked = api(world, (exchange) => options.onExchange?.(exchange));

  /** What a fault does not befall. */
  function act({ method, path, query, body, headers }: Asked): Shown | Promise<Shown> {
    world.moveTo(world.now());
    const control = controlOf(method, path);
    if (control) return refusing(async () => okay(await control({ world, post, faults }, JSON.parse(body || '{}'))));
    const page = pageOf(path);
    if (page) return refusing(() => page(world, method === 'POST' ? parseForm(body) : undefined));
    const answered = asked({ method, path, query: query.toString(), body, headers });
    const replayed = answered.isReplayed && { 'idempotent-replayed': 'true' };
    const more = { 'request-id': answered.requestId, ...replayed };
    return { status: answered.status, json: answered.body, headers: more };
  }

  function answer(request: Asked): Shown | Promise<Shown> {
    const fault = befalls(faults, routeOf(request.method, request.path)?.route ?? '');
    if (fault === 'unheard') return 'silence';
    if (fault === 'broken' || fault === 'busy') {
      const [status, type] = FAULTS[fault];
      return { status, json: { error: { type, message: 'It was asked to.' } } };
    }
    const shown = kept.doing(request, () => act(request));
    return fault === 'answer_lost' ? 'silence' : shown;
  }

  const server = await serve('stripe', options.port ?? 0, answer);
  world.base = server.url;
  await kept.read(act);
  return { ...server, world, post };
}

const okay = (json: unknown): Shown => ({ status: 200, json });

/** What is refused says why, as the API does. */
async function refusing(act: () => Shown | Promise<Shown>): Promise<Shown> {
  try {
    return await act();
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    return { status: no.status, json: { error: no.error } };
  }
}
