import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';

/** What a test has opened, closed after it. */
export const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Hears whatever is sent to its address, and keeps it as it came. */
export async function catching() {
  const sent: { body: string; headers: Record<string, string> }[] = [];
  const server = createServer(async (request, response) => {
    sent.push({ body: await text(request), headers: request.headers as Record<string, string> });
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((closed) => server.close(closed)));
  return { sent, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
