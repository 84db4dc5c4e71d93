import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { notFound } from '#shared/failure';
import { log } from '#shared/log';
import { problem } from './problem.ts';

/** Where no route is, there is nothing: the same answer as of a route that finds nothing. */
export async function handler({ requestContext }: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  log.info('no such route', { method: requestContext.http.method });
  return problem(notFound());
}
