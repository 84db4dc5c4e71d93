import { type Answer, answer, type Refusal, refused } from '../answer.ts';
import { exchange } from '../exchange.ts';

export interface Settings {
  readonly clientId: string;
  readonly secret: string;
  readonly host: string;
}

/** By the `issue` of an error's first detail: https://developer.paypal.com/api/rest/reference/orders/v2/errors/ */
const REASON: Readonly<Record<string, Refusal>> = {
  INSTRUMENT_DECLINED: { reason: 'declined', decline: 'declined' },
  PAYER_CANNOT_PAY: { reason: 'declined', decline: 'declined' },
  TRANSACTION_REFUSED: { reason: 'declined', decline: 'declined' },
  TRANSACTION_LIMIT_EXCEEDED: { reason: 'declined', decline: 'limit_exceeded' },
  ORDER_NOT_APPROVED: { reason: 'wrong_state' },
  ORDER_ALREADY_CAPTURED: { reason: 'wrong_state' },
  DUPLICATE_INVOICE_ID: { reason: 'wrong_state' },
  CAPTURE_FULLY_REFUNDED: { reason: 'wrong_state' },
  REFUND_AMOUNT_EXCEEDED: { reason: 'amount_too_large' },
  REFUND_TIME_LIMIT_EXCEEDED: { reason: 'wrong_state' },
  REFUND_FAILED_INSUFFICIENT_FUNDS: { reason: 'balance_too_low' },
  INSUFFICIENT_FUNDS: { reason: 'balance_too_low' },
  CURRENCY_NOT_SUPPORTED: { reason: 'currency_not_supported' },
  INVALID_RESOURCE_ID: { reason: 'not_found' },
};
const BY_STATUS: Readonly<Record<number, Refusal>> = {
  401: { reason: 'not_allowed' },
  403: { reason: 'not_allowed' },
  404: { reason: 'not_found' },
};

interface Request {
  /** Under which PayPal does a thing once, made of our id. */
  readonly key?: string;
  readonly sent?: unknown;
  /** Where, by a refusal's own word, the very thing is that was asked for. */
  readonly known?: (refusal: any) => string | undefined;
}

const EARLY = 60_000;

/** Asks PayPal, with a token that is fetched when it is needed and kept while it holds. */
export function paypal({ clientId, secret, host }: Settings, now: () => number = Date.now) {
  let token: { readonly value: string; readonly until: number } | undefined;

  async function bearer(): Promise<Answer<string>> {
    if (token && token.until > now()) return answer(token.value);
    const asked = await exchange(`${host}/v1/oauth2/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    if (asked.kind !== 'answer') return asked;
    const { status, body } = asked.value;
    if (status !== 200) return refused('not_allowed', body.error ?? String(status));
    token = { value: body.access_token, until: now() + body.expires_in * 1000 - EARLY };
    return answer(token.value);
  }

  async function ask(method: 'GET' | 'POST', path: string, { key, sent, known }: Request = {}): Promise<Answer<any>> {
    const held = await bearer();
    if (held.kind !== 'answer') return held;
    const asked = await exchange(host + path, {
      method,
      headers: {
        authorization: `Bearer ${held.value}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
        ...(key !== undefined && { 'paypal-request-id': key }),
      },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    });
    if (asked.kind !== 'answer') return asked;
    const { status, body } = asked.value;
    if (status < 300) return answer(body);
    const issue: string = body.details?.[0]?.issue ?? body.name ?? String(status);
    if (status === 409) return { kind: 'doubt', why: 'busy' };
    const there = known?.(body);
    if (there !== undefined) return ask('GET', there);
    return refused(REASON[issue] ?? BY_STATUS[status] ?? { reason: 'invalid' }, issue);
  }
  return ask;
}
