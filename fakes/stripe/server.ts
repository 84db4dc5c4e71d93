import { type Asked, type Shown, serve } from '../serve.ts';
import { api, type Exchange } from './api.ts';
import { befalls, controlOf, type Fault } from './controls.ts';
import { parseForm } from './form.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import { routeOf } from './routes.ts';
import { type Endpoint, type Habits, postman } from './webhooks.ts';
import { newWorld, type Settings, type Thing } from './world.ts';

export interface Options extends Settings, Habits {
  /** 0, or none: any that is free. */
  readonly port?: number;
  readonly webhooks?: readonly Endpoint[];
  readonly onExchange?: (exchange: Exchange) => void;
  readonly onEvent?: (event: Thing) => void;
}

const FAULTS = { broken: [500, 'api_error'], busy: [429, 'invalid_request_error'] } as const;

/** Starts a fake of Stripe: its API, its hosted pages, its webhooks, and `/fake/…` for what else happens in the world. */
export async function startStripeFake(options: Options = {}) {
  const world = newWorld(options);
  const post = postman(world.chance, options);
  post.endpoints.push(...(options.webhooks ?? []));
  world.onEvent = (event) => {
    options.onEvent?.(event);
    post.send(event);
  };
  const faults: Fault[] = [];
  const asked = api(world, (exchange) => options.onExchange?.(exchange));

  /** What is refused says why, as the API does. */
  async function told(act: () => Shown | Promise<Shown>): Promise<Shown> {
    try {
      return await act();
    } catch (no) {
      if (!(no instanceof Refusal)) throw no;
      return { status: no.status, json: { error: no.error } };
    }
  }

  function answer({ method, path, query, body, headers }: Asked): Shown | Promise<Shown> {
    const control = controlOf(method, path);
    if (control)
      return told(async () => ({
        status: 200,
        json: await control({ world, post, faults }, JSON.parse(body || '{}')),
      }));
    const page = pageOf(path);
    if (page) return told(() => page(world, method === 'POST' ? parseForm(body) : undefined));
    const fault = befalls(faults, routeOf(method, path)?.route ?? '');
    if (fault === 'unheard') return 'silence';
    if (fault === 'broken' || fault === 'busy') {
      const [status, type] = FAULTS[fault];
      return { status, json: { error: { type, message: 'It was asked to.' } } };
    }
    const {
      status,
      body: json,
      isReplayed,
      requestId,
    } = asked({ method, path, query: query.toString(), body, headers });
    if (fault === 'answer_lost') return 'silence';
    return {
      status,
      json,
      headers: { 'request-id': requestId, ...(isReplayed && { 'idempotent-replayed': 'true' }) },
    };
  }

  const server = await serve('stripe', options.port ?? 0, answer);
  world.base = server.url;
  return { ...server, world, post };
}
