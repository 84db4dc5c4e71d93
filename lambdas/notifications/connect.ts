import { frame } from '#shared/sockets/frame';
import { connections } from './records.ts';
import { connect } from './sockets.ts';

export const handler = frame(connect, async ({ connectionId, personId, now }) => [
  connections.add({ id: connectionId, personId, since: now.toISOString() }),
]);
