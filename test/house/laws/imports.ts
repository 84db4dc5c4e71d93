import { existsSync } from 'node:fs';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
// @ts-expect-error plain JavaScript: the tool reads it itself
import { cruises, resolving } from '../../../.dependency-cruiser.mjs';
import type { Breach } from '../tree.ts';

const FOLDERS = ['bin', 'lib', 'lambdas', 'shared', 'fakes', 'bench', 'test'];

/** The table of who may import whom, read from `.dependency-cruiser.mjs`. */
export async function importsAllowed(root: string): Promise<Breach[]> {
  const folders = FOLDERS.filter((folder) => existsSync(`${root}/${folder}`));
  const found: Breach[] = [];
  for (const options of cruises as ICruiseOptions[]) {
    const { output } = await cruise(folders, { ...options, baseDir: root }, resolving);
    const { violations } = (output as ICruiseResult).summary;
    found.push(...violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`));
  }
  return found.sort();
}

export const rules = (): string[] =>
  (cruises as ICruiseOptions[]).flatMap(({ ruleSet }) => ruleSet?.forbidden?.map(({ name }) => name ?? '') ?? []);
