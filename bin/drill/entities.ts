import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Entity } from '#shared/table/entity';
import { grants } from '#shared/table/grants';
import { modules } from '../../lib/modules.ts';

export type Kind = Entity<any, any, any>;

/** What the kernel puts into the table beside the modules' items: by its name, the prefixes under which it may lie. */
export const KERNEL: Readonly<Record<string, readonly string[]>> = {
  mark: ['ONCE', 'HEARD'],
  outbox: ['OUTBOX'],
  active: ['ACTIVE'],
  bucket: ['LIMIT'],
};

const isKind = (value: unknown): value is Kind =>
  typeof value === 'object' && value !== null && 'place' in value && 'open' in value;

/** Every kind of item that there is, by its name. */
export async function entitiesByName(): Promise<ReadonlyMap<string, Kind>> {
  const found = new Map<string, Kind>([[grants.name, grants]]);
  for (const { name } of modules) {
    const records = new URL(`../../lambdas/${name}/records.ts`, import.meta.url);
    if (!existsSync(fileURLToPath(records))) continue;
    for (const value of Object.values(await import(records.href))) if (isKind(value)) found.set(value.name, value);
  }
  return found;
}
