import { type Answer, answer } from './answer.ts';
import { ANSWERS_WITHIN } from './asking.ts';

export interface Exchanged {
  readonly status: number;
  readonly body: any;
}

/** One HTTP call in JSON: what was answered below 500, or a doubt. Whoever speaks with a certificate brings its `send`. */
export async function exchange(url: string, init: RequestInit, send: typeof fetch = fetch): Promise<Answer<Exchanged>> {
  try {
    const response = await send(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(ANSWERS_WITHIN) });
    const { status } = response;
    if (status === 429) return { kind: 'doubt', why: 'busy' };
    const text = await response.text();
    if (status >= 500) return { kind: 'doubt', why: 'broken' };
    return answer({ status, body: text === '' ? {} : JSON.parse(text) });
  } catch (error) {
    return { kind: 'doubt', why: error instanceof SyntaxError ? 'broken' : 'no_answer' };
  }
}
