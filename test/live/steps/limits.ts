import { deepStrictEqual as same } from 'node:assert/strict';
import { signOut } from '#lambdas/identity/routes';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';

const { burst, everySeconds } = signOut.limit;

/** The last that they do: both sign out. */
export const limits = (cast: Cast) => [
  step(`signing out is let through ${burst} times, and then no more for a while`, async () => {
    for (let each = 0; each < burst; each += 1) same((await cast.client!.call(signOut)).status, 204);
    const { status, headers, problem } = await cast.client!.call(signOut);
    same([status, problem?.type], [429, '/problems/too_many']);
    const wait = Number(headers.get('retry-after'));
    if (!(wait >= 1 && wait <= everySeconds)) throw new Error(`it says to wait for ${headers.get('retry-after')} s`);
    return { status, wait };
  }),
  step('another account is let through', async () => {
    const { status } = await cast.admin!.call(signOut);
    same(status, 204);
    return status;
  }),
];
