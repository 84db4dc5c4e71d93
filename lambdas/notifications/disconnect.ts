import type {
  APIGatewayEventWebsocketRequestContextV2,
  APIGatewayProxyWebsocketEventV2WithRequestContext,
} from 'aws-lambda';
import { log } from '#shared/log';
import { commit, idsFrom } from '#shared/table/commit';
import { connections } from './records.ts';

type Event = APIGatewayProxyWebsocketEventV2WithRequestContext<
  APIGatewayEventWebsocketRequestContextV2 & { authorizer: { person: string } }
>;
export const handler = async ({ requestContext: { connectionId, authorizer } }: Event) => {
  log.info('left', { connectionId });
  const one = await connections.get({ personId: authorizer.person, id: connectionId });
  if (one) await commit(idsFrom(), [connections.remove(one)]);
  return { statusCode: 200 };
};
