import type { Thing } from './world.ts';

/** An answer of Stripe's that says no, with its error body. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;

  constructor(status: number, error: Readonly<Record<string, unknown>>) {
    super(String(error['message']));
    this.status = status;
    this.error = error;
  }
}

const invalidRequest = (status: number, message: string, more: Record<string, unknown>) =>
  new Refusal(status, { type: 'invalid_request_error', message, ...more });

export const invalid = (message: string, more: { code?: string; param?: string; payment_intent?: Thing } = {}) =>
  invalidRequest(400, message, more);

export const missing = (kind: string, id: string, param = 'id') =>
  invalidRequest(404, `No such ${kind}: '${id}'`, { code: 'resource_missing', param });

export const unauthorised = () => invalidRequest(401, 'This fake takes any key that begins with sk_test_.', {});

export const unknownRoute = (method: string, path: string) =>
  invalidRequest(404, `Unrecognized request URL (${method}: ${path}): this fake has no such call.`, {});

/** What a bank says no to; the try that failed goes along. */
export const declined = (
  card: { code: string; decline_code?: string; message: string },
  more: Record<string, unknown>,
) => new Refusal(402, { type: 'card_error', ...card, ...more });
