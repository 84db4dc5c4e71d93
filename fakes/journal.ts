import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Asked, Shown } from './serve.ts';

interface Line {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const HEADERS = ['content-type', 'stripe-version', 'stripe-account', 'idempotency-key', 'paypal-request-id'];
const PASSING = new Set(['/fake/faults', '/fake/lose', '/fake/webhooks/settled']);

/** What was asked, when: asked again at the next start, it makes the same world, since all else follows from the seed. No
 *  key is written down, only that there was one. */
export function journal(file: string | undefined, real: () => number) {
  let at: number | undefined;
  let isReading = false;

  /** One moment, from the beginning of a request to its end. */
  function during<T>(moment: number, act: () => T): T {
    at = moment;
    try {
      return act();
    } finally {
      at = undefined;
    }
  }

  return {
    real: () => at ?? real(),
    isReading: () => isReading,
    doing(request: Asked, act: () => Shown | Promise<Shown>): Shown | Promise<Shown> {
      const moment = real();
      if (file !== undefined && request.method !== 'GET' && !PASSING.has(request.path))
        appendFileSync(file, `${JSON.stringify(lineOf(request, moment))}\n`);
      return during(moment, act);
    },
    async read(act: (request: Asked) => Shown | Promise<Shown>): Promise<void> {
      if (file === undefined || !existsSync(file)) return;
      isReading = true;
      for (const text of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
        const { at: moment, ...line }: Line = JSON.parse(text);
        await during(moment, () => act({ ...line, query: new URLSearchParams() }));
      }
      isReading = false;
    },
  };
}

function lineOf({ method, path, body, headers }: Asked, at: number): Line {
  const keyed = /^(?:Bearer|Basic) (?:(fake$)|sk_test_)/.exec(String(headers['authorization']));
  const kept = HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const]));
  return {
    at,
    method,
    path,
    body,
    headers: { ...Object.fromEntries(kept), ...(keyed && { authorization: `Bearer ${keyed[1] ?? 'sk_test_kept'}` }) },
  };
}
