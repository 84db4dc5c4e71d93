import { type AddressInfo, createServer } from 'node:net';

/** The port that we like best, or where somebody else has it, any free one. */
export const freePort = async (preferred: number) => (await tried(preferred)) ?? (await tried(0))!;

const tried = (port: number) =>
  new Promise<number | undefined>((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: got } = server.address() as AddressInfo;
      server.close(() => done(got));
    });
  });
