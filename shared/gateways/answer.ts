import type { DeclineReason } from './words.ts';

/** Why a gateway will not do it. Nothing has moved, nothing will: another try is a new one, with an id of its own. */
export type Refusal =
  | { readonly reason: 'declined'; readonly decline: DeclineReason }
  | {
      readonly reason:
        | 'not_found'
        | 'amount_too_small'
        | 'amount_too_large' // also: more than is left to refund, to capture or to take back
        | 'currency_not_supported'
        | 'wrong_state' // it has been paid, cancelled, refunded… before
        | 'balance_too_low'
        | 'account_not_ready'
        | 'cannot' // this gateway cannot do that at all, as its capabilities say
        | 'not_allowed' // our key may not
        | 'other_request' // our id was used before, with something else
        | 'invalid'; // we asked nonsense: a bug
    };

/** What came of asking a gateway. To settle a doubt, read by our id before asking again. */
export type Answer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | {
      readonly kind: 'refusal';
      readonly refusal: Refusal;
      /** In the gateway's own words: for the log, never for a person. */
      readonly code: string;
    }
  | {
      readonly kind: 'doubt';
      /** No answer came; the gateway broke; or it was too busy, perhaps with this very request. */
      readonly why: 'no_answer' | 'broken' | 'busy';
    };

export const answer = <T>(value: T): Answer<T> => ({ kind: 'answer', value });

export const refused = (refusal: Refusal | Exclude<Refusal['reason'], 'declined'>, code: string): Answer<never> => ({
  kind: 'refusal',
  refusal: typeof refusal === 'string' ? { reason: refusal } : refusal,
  code,
});

/** The answer's value made into another; a refusal or a doubt stays what it is. */
export const mapped = <T, U>(from: Answer<T>, make: (value: T) => U): Answer<U> =>
  from.kind === 'answer' ? answer(make(from.value)) : from;

/** The answer's value. Without one nothing is known: whoever asked is called again, and asks again. */
export function certain<T>(said: Answer<T>): T {
  if (said.kind === 'answer') return said.value;
  throw new Error(`the gateway: ${said.kind === 'doubt' ? said.why : said.code}`);
}
