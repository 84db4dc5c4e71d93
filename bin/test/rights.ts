import { readFile } from 'node:fs/promises';
import { entriesOf, modules } from '../../lib/modules.ts';
import { nameOf, rightsOf } from '../../lib/rights.ts';
import type { Count } from '../machine/part.ts';

/** No right is given in vain: every one that an entry has was used by it in some test. (What an entry uses and does not
 *  have fails the test itself.) The book is what the kit wrote down, a line a call: who, and what it used. */
export async function rightsUsed(book: string): Promise<Count> {
  const lines = (await readFile(book, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const used = Map.groupBy(
    lines.map((line) => JSON.parse(line) as [entry: string, ...rights: string[]]),
    ([entry]) => entry,
  );
  const entries = modules.flatMap(entriesOf);
  const unused = entries.flatMap((entry) => {
    const name = nameOf(entry);
    const seen = new Set(used.get(name)?.flat().slice(1));
    if (seen.has('unseal')) seen.add('seal'); // to open is part of it
    return rightsOf(entry)
      .filter((right) => !seen.has(right))
      .map((right) => `${name} has ${right}, and no test has it use that`);
  });
  for (const line of unused) console.error(line);
  return { passed: entries.length - new Set(unused.map((line) => line.split(' has ')[0])).size, failed: unused.length };
}
