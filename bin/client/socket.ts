import type { Deployed } from '../machine/deployed.ts';

/** Somebody who listens: messages are handed out in the order in which they came. */
export function listen({ sockets }: Deployed, token: string) {
  const socket = new WebSocket(`${sockets}?token=${token}`);
  const messages: unknown[] = [];
  let wake = () => {};
  socket.onmessage = ({ data }) => {
    messages.push(JSON.parse(String(data)));
    wake();
  };
  const opened = new Promise<void>((done, fail) => {
    socket.onopen = () => done();
    socket.onerror = () => fail(new Error('the socket does not open'));
  });
  async function next(patience = 15_000): Promise<unknown> {
    for (const until = Date.now() + patience; messages.length === 0; ) {
      const left = until - Date.now();
      if (left <= 0) throw new Error(`no message came in ${patience} ms`);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((done) => (wake = done)),
        new Promise((done) => (timer = setTimeout(done, left))),
      ]);
      clearTimeout(timer);
    }
    return messages.shift();
  }
  return { opened, next, close: () => socket.close() };
}
export type Listening = ReturnType<typeof listen>;
