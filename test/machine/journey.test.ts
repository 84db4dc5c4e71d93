import { afterEach, expect, it, vi } from 'vitest';
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
