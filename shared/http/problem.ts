import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { output, ZodType } from 'zod';
import { Failure, type FieldError, failure } from '#shared/failure';

export const malformed = failure('malformed', 400, 'The body is not JSON');
export const keyRequired = failure('key_required', 400, 'This needs an Idempotency-Key', { field: 'Idempotency-Key' });
export const signedOut = failure('signed_out', 401, 'You have signed out: sign in again');
export const forbidden = failure('forbidden', 403, 'This is not for you');
export const upgradeRequired = failure('upgrade_required', 403, 'Your membership plan does not include this');
export const consentRequired = failure('consent_required', 403, 'This needs your consent first');
export const secondFactorRequired = failure('second_factor_required', 403, 'Admins need a second factor');
export const tooLarge = failure('too_large', 413, 'The body is larger than 64 KB');
export const otherRequest = failure('other_request', 422, 'This Idempotency-Key came with another request before');
const broken = failure('broken', 500, 'Something broke on our side');

export const invalid = (errors: readonly FieldError[]) =>
  new Failure('invalid', 422, 'Some fields are not as they must be', errors);

/** RFC 9457. Of a bug, nothing but that there was one. */
export function problem(error: unknown): APIGatewayProxyStructuredResultV2 {
  const { code, status, message, errors, occasion } = error instanceof Failure ? error : broken();
  const { detail, extra, retryAfterSeconds } = occasion;
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ type: `/problems/${code}`, title: message, status, detail, errors, ...extra }),
  };
}

/** What comes from outside, or a failure that names every field that is wrong with it. */
export function parsed<S extends ZodType>(schema: S, input: unknown): output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue): FieldError[] => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return unknown.map((key) => ({
      field: [...issue.path, ...(key === undefined ? [] : [key])].map(String).join('.'),
      code: issue.code,
      title: issue.message,
    }));
  });
  throw invalid(errors);
}
