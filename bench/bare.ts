import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logCraving } from './craving.ts';

/** Nothing between API Gateway and the use case. */
export async function handler(
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { claims } = event.requestContext.authorizer.jwt;
  let input: unknown;
  try {
    input = JSON.parse(event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? ''));
  } catch {
    return answer(400, { type: '/problems/malformed', title: 'The body is not JSON', status: 400, errors: [] });
  }
  try {
    const { status, body } = await logCraving(claims, event.headers['idempotency-key'], input);
    return answer(status, body);
  } catch (error) {
    console.error(error);
    return answer(500, { type: '/problems/broken', title: 'Something broke on our side', status: 500, errors: [] });
  }
}

const answer = (statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    'content-type': statusCode < 400 ? 'application/json' : 'application/problem+json',
    'cache-control': 'no-store',
  },
  body: JSON.stringify(body),
});
