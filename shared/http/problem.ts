import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { output, ZodType } from 'zod';
import { Failure, type FieldError, failure } from '#shared/failure';

export const malformed = failure('malformed', 400, 'The body is not JSON');
export const forbidden = failure('forbidden', 403, 'This is not for you');
export const otherBody = failure('other_body', 422, 'This Idempotency-Key came with another request before');
const broken = failure('broken', 500, 'Something broke on our side');

/** RFC 9457. Of a bug, nothing but that there was one. */
export function problem(error: unknown): APIGatewayProxyStructuredResultV2 {
  const { code, status, message, errors } = error instanceof Failure ? error : broken();
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: `/problems/${code}`, title: message, status, errors }),
  };
}

/** What comes from outside, or a failure that names every field that is wrong with it. */
export function parsed<S extends ZodType>(schema: S, input: unknown): output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue): FieldError[] => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return unknown.map((key) => ({
      field: [...issue.path, ...(key === undefined ? [] : [key])].join('.'),
      code: issue.code,
      title: issue.message,
    }));
  });
  throw new Failure('invalid', 422, 'Some fields are not as they must be', errors);
}
