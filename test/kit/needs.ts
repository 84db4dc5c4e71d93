import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Entry, nameOf, rightsOf } from '#lib/rights';
import { watched } from './wire.ts';

/** Runs an entry, and fails where it asks AWS for what its contract does not give it: the local AWS does not look at
 *  prefixes, so the tests do. What it asked for is written down, for the test at the end that nothing is given in vain. */
export async function within<T>(entry: Entry, act: () => Promise<T>): Promise<T> {
  const rights = rightsOf(entry);
  const used = new Set<string>();
  const answer = await watched(({ rights }, go) => {
    for (const right of rights) used.add(right);
    return go();
  }, act);
  const given = (right: string) =>
    (rights as string[]).includes(right) ||
    (right === 'unseal' && rights.includes('seal')) ||
    (right === 'get:CLOCK' && process.env['CLOCK'] !== undefined); // where it can be moved, everybody asks it
  expect(
    [...used].filter((right) => !given(right)),
    `${nameOf(entry)} asks for what its contract does not say`,
  ).toEqual([]);
  const book = process.env['NEEDS_BOOK'];
  if (book) appendFileSync(book, `${JSON.stringify([nameOf(entry), ...used])}\n`);
  return answer;
}

/** What was asked of AWS meanwhile, in the words of `needs`. */
export async function needed(act: () => Promise<unknown>): Promise<string[]> {
  const used = new Set<string>();
  await watched(({ rights }, go) => {
    for (const right of rights) used.add(right);
    return go();
  }, act);
  return [...used].sort();
}
