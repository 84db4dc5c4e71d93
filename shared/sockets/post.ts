import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { setting } from '#shared/env';

let made: ApiGatewayManagementApiClient | undefined;
const client = () => {
  const [api, stage, local] = [setting('SOCKET_API'), setting('SOCKET_STAGE'), process.env['AWS_ENDPOINT_URL']];
  const endpoint = local
    ? `${local}/_aws/execute-api/${api}/${stage}`
    : `https://${api}.execute-api.${setting('AWS_REGION')}.amazonaws.com/${stage}`;
  return (made ??= new ApiGatewayManagementApiClient({ endpoint }));
};

/** False when nobody is there any more. */
export async function post(connection: string, message: unknown): Promise<boolean> {
  try {
    await client().send(new PostToConnectionCommand({ ConnectionId: connection, Data: JSON.stringify(message) }));
    return true;
  } catch (error) {
    if (error instanceof GoneException) return false;
    throw error;
  }
}
