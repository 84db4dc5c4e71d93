import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
export type Shown =
  | { readonly status: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly page: string }
  | { readonly text: string }
  | { readonly goTo: string }
  /** No answer at all. */
  | 'silence';

/** A server on this machine alone. What it says, it says as the fake of that name. */
export async function serve(name: string, port: number, answer: (asked: Asked) => Shown | Promise<Shown>) {
  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://fake');
    const body = await text(request);
    const asked = { method: request.method ?? 'GET', path, query, body, headers: request.headers };
    const shown: Shown = await (async () => answer(asked))().catch((error: unknown) => ({
      status: 500,
      json: String(error),
    }));
    if (shown === 'silence') return void request.socket.destroy();
    response.setHeader('x-fake', name);
    if ('goTo' in shown) return void response.writeHead(303, { location: shown.goTo }).end();
    if ('page' in shown) return void response.setHeader('content-type', 'text/html; charset=utf-8').end(shown.page);
    if ('text' in shown) return void response.setHeader('content-type', 'text/plain').end(shown.text);
    response.writeHead(shown.status, { 'content-type': 'application/json', ...shown.headers });
    response.end(JSON.stringify(shown.json, null, 2));
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export const fakePage = (
  of: string,
  title: string,
  inside: string,
) => `<!doctype html><html lang="en"><meta charset="utf-8">
<title>${title} – a fake of ${of}</title>
<header role="note">This is a fake of ${of} on your own machine. No money moves.</header>
<main><h1>${title}</h1>${inside}</main></html>`;
