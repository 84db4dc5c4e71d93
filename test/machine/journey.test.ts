import { afterEach, expect, it, vi } from 'vitest';
import { signUp } from '#lambdas/identity/routes';
import { admin, people } from '../../bin/seed/people.ts';
import { taken } from '../live/journey.ts';
import { step } from '../live/step.ts';

const out = vi.spyOn(console, 'log').mockReturnValue(undefined);
const wrong = vi.spyOn(console, 'error').mockReturnValue(undefined);
afterEach(() => vi.clearAllMocks());

it('says of each step what it answered', async () => {
  expect(await taken([step('one', async () => ({ a: 1 })), step('two', async () => 'b')])).toBe(true);
  expect(out.mock.calls.flat()).toEqual([
    expect.stringMatching(/^ +\d+ ms {2}one: \{"a":1\}$/),
    expect.stringMatching(/^ +\d+ ms {2}two: "b"$/),
    expect.stringContaining('2 steps'),
  ]);
});

it('ends at the first step that answers something else', async () => {
  const after = vi.fn();
  const bad = step('bad', () => Promise.reject(new Error('3 is not 4')));
  expect(await taken([bad, step('after', after)])).toBe(false);
  expect(wrong.mock.calls.flat()).toEqual([expect.stringMatching(/bad: WRONG\n3 is not 4$/)]);
  expect(after).not.toHaveBeenCalled();
});

it('leaves sign-ups for a journey, and for whoever looks around, after everybody has settled in', () => {
  expect(people.length).toBeLessThanOrEqual(signUp.limit.burst / 2 + 2);
});

it('settles in people who cannot be taken for real ones, each with an address of their own', () => {
  const all = [...people, admin];
  expect(new Set(all.map(({ email }) => email)).size).toBe(all.length);
  for (const { name, email } of all)
    expect([name, email]).toEqual([expect.stringMatching(/ Demo$/), expect.stringMatching(/@example\.com$/)]);
});
