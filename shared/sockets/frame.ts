import middy from '@middy/core';
import type {
  APIGatewayEventWebsocketRequestContextV2,
  APIGatewayProxyWebsocketEventV2WithRequestContext,
  Context as LambdaContext,
} from 'aws-lambda';
import { nowHere } from '#shared/clock';
import { log } from '#shared/log';
import type { Effect } from '#shared/outcome';
import { commit, idsFrom } from '#shared/table/commit';
import type { Socket } from './socket.ts';

export interface FrameContext {
  readonly connectionId: string;
  /** Whoever was let in when the socket opened. */
  readonly personId: string;
  readonly now: Date;
}

type Frame = APIGatewayProxyWebsocketEventV2WithRequestContext<
  APIGatewayEventWebsocketRequestContextV2 & { authorizer: { person: string } }
>;

/** A socket's route as a Lambda. What it answers would be sent to the client: so it answers only how it went. */
export function frame(socket: Socket, handle: (context: FrameContext) => Promise<readonly Effect[]>) {
  const { routeKey, impact } = socket;
  const handler = middy<Frame, { statusCode: number }>()
    .onError((request) => {
      log.bug({ entry: routeKey, impact }, request.error);
      request.response = { statusCode: 500 };
    })
    .handler(async ({ requestContext: { connectionId, authorizer } }) => {
      log.info('frame', { entry: routeKey, connection: connectionId, actor: authorizer.person });
      const effects = await handle({ connectionId, personId: authorizer.person, now: await nowHere() });
      await commit(idsFrom(), effects);
      return { statusCode: 200 };
    });
  return Object.assign((event: Frame, context: LambdaContext) => handler(event, context), { socket });
}
