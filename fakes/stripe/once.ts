import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';
import { DAY, type World } from './world.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Kept extends Answer {
  readonly print: string;
  readonly at: number;
}

/** As Stripe keeps them, for a day: what was answered under a key is answered again, and another request is refused.
 *  A request refused for its parameters has not begun, and is not kept. */
export function idempotency(world: World) {
  const kept = new Map<string, Kept>();
  return (key: string | undefined, request: string, act: () => Answer): Answer & { readonly isReplayed: boolean } => {
    if (key === undefined) return { ...act(), isReplayed: false };
    const print = createHash('sha256').update(request).digest('hex');
    const known = kept.get(key);
    if (known && known.at + DAY > world.now()) {
      if (known.print !== print)
        throw new Refusal(400, {
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with: ${key}`,
        });
      return { status: known.status, body: known.body, isReplayed: true };
    }
    const answer = act();
    const begun = answer.status < 300 || answer.status === 402;
    if (begun) kept.set(key, { ...answer, print, at: world.now() });
    return { ...answer, isReplayed: false };
  };
}
