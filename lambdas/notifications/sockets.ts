import { socket } from '#shared/sockets/socket';

export const connect = socket({
  routeKey: '$connect',
  summary: 'Remember who is there',
  needs: ['put:SOCKET'],
  impact: 'nobody is told anything at once',
});
export const disconnect = socket({
  routeKey: '$disconnect',
  summary: 'Forget who left',
  needs: ['get:SOCKET', 'delete:SOCKET'],
  impact: 'posts go to nobody',
});
