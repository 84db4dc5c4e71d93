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
  log.info('connected', { connectionId, person: authorizer.person });
  await commit(idsFrom(), [
    connections.add({ id: connectionId, personId: authorizer.person, since: new Date().toISOString() }),
  ]);
  return { statusCode: 200 };
};
