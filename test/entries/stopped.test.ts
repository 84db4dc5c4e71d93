import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { veiled } from '#shared/table/seal';
import { stoppedAnywhere } from '../kit/index.ts';
import { entries, person, playPool, ROLES } from './entries.ts';

/* Every entry that changes something, stopped at each call out, before it and after it took effect, and asked again. */

let stopPlaying = () => {};
beforeEach(() => {
  stopPlaying = playPool(true);
});
afterEach(() => stopPlaying());

describe.each(
  entries
    .filter(({ route }) => route.method !== 'GET')
    .map((entry) => [`${entry.route.method} ${entry.route.path}`, entry] as const),
)('%s', (_, { route, handler, example: { given: prepare, owned: _owned, ...example } }) => {
  const isOpen = route.audience.every((role) => role === 'anyone');

  it('leaves nothing, its intent or all, and all of it once', async () => {
    const as = isOpen ? undefined : await person('per_1', route, ...ROLES);
    await prepare?.('per_1');
    await veiled(); // the platform's own key is there, as it is from the first call of all
    expect(await stoppedAnywhere(handler, { ...example, ...(as && { as }) })).toBeGreaterThan(4);
  });
});
