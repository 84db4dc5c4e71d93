import { frame } from '#shared/sockets/frame';
import { connections } from './records.ts';
import { disconnect } from './sockets.ts';

export const handler = frame(disconnect, async ({ connectionId, personId }) => {
  const left = await connections.get({ personId, id: connectionId });
  return [left && connections.remove(left)];
});
