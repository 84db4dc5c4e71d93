import Stripe from 'stripe';
import { type Answer, answer, type Refusal, refused } from '../answer.ts';
import { ANSWERS_WITHIN } from '../asking.ts';
import { declineOf } from './words.ts';

/** Which of our refusals a code of Stripe's is: https://docs.stripe.com/error-codes */
const REASON: Readonly<Record<string, Exclude<Refusal['reason'], 'declined'>>> = {
  resource_missing: 'not_found',
  amount_too_small: 'amount_too_small',
  amount_too_large: 'amount_too_large',
  invalid_charge_amount: 'invalid',
  charge_already_refunded: 'wrong_state',
  charge_already_captured: 'wrong_state',
  charge_disputed: 'wrong_state',
  charge_expired_for_capture: 'wrong_state',
  charge_exceeds_source_limit: 'amount_too_large',
  payment_intent_unexpected_state: 'wrong_state',
  parameter_invalid_integer: 'invalid',
  payment_intent_invalid_parameter: 'invalid',
  intent_invalid_state: 'wrong_state',
  invoice_not_editable: 'wrong_state',
  balance_insufficient: 'balance_too_low',
  insufficient_capabilities_for_transfer: 'account_not_ready',
  transfers_not_allowed: 'account_not_ready',
  account_invalid: 'not_found',
  platform_account_required: 'not_allowed',
};

/** Nothing was done with a card that was not asked: what needs its owner again is no other failure. */
const OF_CARDS = new Set(['authentication_required', 'payment_intent_authentication_failure']);

/** What came of it, in one of three ways. Our own bugs are thrown on. */
export async function ask<T>(call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return answer(await call());
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return failed(error);
    throw error;
  }
}

function failed(error: Stripe.errors.StripeError): Answer<never> {
  const { statusCode = 0, rawType, code = '', decline_code, param = '' } = error;
  if (statusCode === 0) return { kind: 'doubt', why: 'no_answer' };
  if (statusCode === 429 || statusCode === 409) return { kind: 'doubt', why: 'busy' };
  if (statusCode >= 500) return { kind: 'doubt', why: 'broken' };
  const said = decline_code ?? code;
  if (rawType === 'card_error' || OF_CARDS.has(code))
    return refused({ reason: 'declined', decline: declineOf({ decline_code, code }) }, said);
  if (rawType === 'idempotency_error') return refused('other_request', 'idempotency_error');
  if (statusCode === 401 || statusCode === 403) return refused('not_allowed', said);
  return refused(REASON[code] ?? byParameter(error, param), said || param);
}

/** Stripe has no code for every no: what is left is told by what it points at. */
function byParameter({ statusCode }: Stripe.errors.StripeError, param: string): Exclude<Refusal['reason'], 'declined'> {
  if (statusCode === 404) return 'not_found';
  if (param === 'currency') return 'currency_not_supported';
  return param === 'amount' || param === 'amount_to_capture' ? 'amount_too_large' : 'invalid';
}

/** Nothing is tried again in here: whoever asked knows by our id what became of it, and decides.
 *  @param host where a fake listens, in place of Stripe's own */
export function connect({ key, host }: { readonly key: string; readonly host?: string | undefined }): Stripe {
  const { hostname, port, protocol } = new URL(host ?? 'https://api.stripe.com');
  return new Stripe(key, {
    host: hostname,
    ...(port !== '' && { port }),
    protocol: protocol === 'http:' ? 'http' : 'https',
    httpClient: Stripe.createFetchHttpClient((...call) => fetch(...call)),
    maxNetworkRetries: 0,
    timeout: ANSWERS_WITHIN,
    telemetry: false,
  });
}

/** The key under which Stripe does a thing once: of what is done, and our own id. */
export const once = (what: string, id: string) => ({ idempotencyKey: `${what}:${id}` });

/** Our id lies in the metadata, beside our tags. */
export const marked = (id: string, tags: Readonly<Record<string, string>> = {}) => ({ metadata: { ...tags, id } });

export const instant = (seconds: number) => new Date(seconds * 1000).toISOString();
export const maybe = (seconds: number | null | undefined) => (seconds == null ? undefined : instant(seconds));
export const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);

export const refOf = (one: string | { id: string }) => (typeof one === 'string' ? one : one.id);
export const maybeRef = (one: string | { id: string } | null | undefined) => (one == null ? undefined : refOf(one));

/** Our id and tags, as they come back. */
export function marks(metadata: Readonly<Record<string, string>> | null | undefined) {
  const { id, ...tags } = metadata ?? {};
  return { id, tags };
}

/** What is found by our id in Stripe's index, which may lag by a minute. */
export const byId = (id: string) => {
  if (!/^[\w-]+$/.test(id)) throw new RangeError('no id of ours');
  return { query: `metadata['id']:'${id}'`, limit: 1 };
};

/** The first of a list, however long, that is ours by that id. */
export async function firstMarked<T extends { metadata?: Readonly<Record<string, string>> | null }>(
  all: AsyncIterable<T>,
  id: string,
): Promise<T | undefined> {
  for await (const one of all) if (one.metadata?.['id'] === id) return one;
  return undefined;
}
