import { type Answer, answer, type Refusal, refused } from '../answer.ts';
import { exchange } from '../exchange.ts';

export interface Reached {
  /** With its version, `https://…/r2/v01`. */
  readonly host: string;
  /** With the business's client certificate. */
  readonly send?: typeof fetch | undefined;
}

/** By `StatusCode` of the answer, 0 being none. */
const REASON: Readonly<Record<string, Exclude<Refusal['reason'], 'declined'>>> = {
  '-10000': 'not_allowed', // no certificate
  '-1501': 'not_allowed', // no such till
  '-1502': 'not_allowed', // the till is switched off
  '-1503': 'not_allowed', // it is another's
  '-1601': 'not_found',
  '-14000002': 'not_allowed', // the business has no point of sale
  '-99000001': 'not_found',
  '-99000002': 'not_allowed',
  '-99000003': 'not_found', // paid at another till
  '-99000005': 'amount_too_large',
  '-99000011': 'wrong_state',
  '-99000020': 'cannot', // bought on credit: given back whole, or not
  '990000018': 'account_not_ready',
  '990000026': 'account_not_ready',
  '990000028': 'invalid',
  '990000033': 'account_not_ready',
};
/** It could not do it just now, and does not say how far it came. */
const DOUBT = new Set([-999, -99_000_006]);

/** Whatever Kaspi answers lies in one envelope. */
export function kaspi({ host, send }: Reached) {
  return async (method: 'GET' | 'POST', path: string, requestId?: string, sent?: unknown): Promise<Answer<any>> => {
    const headers = {
      'content-type': 'application/json',
      ...(requestId !== undefined && { 'x-request-id': requestId }),
    };
    const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
    const asked = await exchange(host + path, { method, headers, ...body }, send);
    if (asked.kind !== 'answer') return asked;
    const { StatusCode: code, Data: data } = asked.value.body;
    if (DOUBT.has(code)) return { kind: 'doubt', why: 'broken' };
    return code === 0 ? answer(data) : refused(REASON[String(code)] ?? 'invalid', String(code));
  };
}
