import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
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

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://fake');
    const body = await text(request);
    const json = (status: number, answer: unknown, more: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', 'x-fake': 'stripe', ...more });
      response.end(JSON.stringify(answer, null, 2));
    };
    const control = controlOf(method, path);
    if (control) {
      world.moveTo(world.now());
      return json(200, await control({ world, post, faults }, body === '' ? {} : JSON.parse(body)));
    }
    const page = pageOf(path);
    if (page) return show(response, page(world, method === 'POST' ? parseForm(body) : undefined));
    const fault = befalls(faults, routeOf(method, path)?.route ?? '');
    if (fault === 'unheard') return void request.socket.destroy();
    if (fault === 'broken' || fault === 'busy') {
      const [status, type] = FAULTS[fault];
      return json(status, { error: { type, message: 'It was asked to.' } });
    }
    const answer = asked({ method, path, query: search.slice(1), body, headers });
    if (fault === 'answer_lost') return void request.socket.destroy();
    json(answer.status, answer.body, {
      'request-id': answer.requestId,
      ...(answer.isReplayed && { 'idempotent-replayed': 'true' }),
    });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const [status, told] = error instanceof Refusal ? [error.status, error.error] : [500, { message: String(error) }];
      response.writeHead(status, { 'content-type': 'application/json', 'x-fake': 'stripe' });
      response.end(JSON.stringify({ error: told }));
    });
  });
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));
  world.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: world.base,
    world,
    post,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function show(response: ServerResponse, shown: { page: string } | { goTo: string }): void {
  if ('goTo' in shown) response.writeHead(303, { location: shown.goTo }).end();
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-fake': 'stripe' }).end(shown.page);
}
