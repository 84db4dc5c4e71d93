import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { versionIn } from '#shared/table/entity';
import { FileAnswer } from './file.ts';
import type { Route } from './route.ts';

/** What goes back: the answer as the route promises it, and the version of the item that it shows. */
export interface Final {
  readonly answer: unknown;
  readonly version?: number | undefined;
}

const etag = (version: number) => `"${version}"`;

/** Whether a caller who sent this `If-Match` has seen this version. */
export const isMatch = (ifMatch: string, version: number) =>
  ifMatch.split(',').some((tag) => ['*', etag(version)].includes(tag.trim()));

/** What nothing undeclared leaks through. */
export const finalOf = ({ returns: [, schema], match }: Route, answer: unknown): Final => ({
  answer: schema.parse(answer),
  ...(match && { version: versionIn(answer) }),
});

export function reply(
  { returns: [status, schema] }: Route,
  { answer, version }: Final,
): APIGatewayProxyStructuredResultV2 {
  if (schema === FileAnswer) return file(status, answer as FileAnswer);
  return {
    statusCode: status,
    headers: {
      ...(answer !== undefined && { 'content-type': 'application/json' }),
      'cache-control': 'no-store',
      ...(version !== undefined && { etag: etag(version) }),
    },
    ...(answer !== undefined && { body: JSON.stringify(answer) }),
  };
}

const file = (
  statusCode: number,
  { contentType, content, headers }: FileAnswer,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': contentType, ...headers },
  body: Buffer.from(content).toString('base64'),
  isBase64Encoded: true,
});
