import type { Entity } from '#shared/table/entity';
import { keptIn } from '../docs/kept.ts';
import { ROOT } from '../machine/environment.ts';

export type Kind = Entity<any, any, any>;

/** What the kernel puts into the table beside the modules' items: by its name, the prefixes under which it may lie. */
export const KERNEL: Readonly<Record<string, readonly string[]>> = {
  mark: ['ONCE', 'HEARD'],
  outbox: ['OUTBOX'],
  active: ['ACTIVE'],
  bucket: ['LIMIT'],
  clock: ['CLOCK'],
};

/** Every kind of item that there is, by its name. */
export const entitiesByName = async (): Promise<ReadonlyMap<string, Kind>> =>
  new Map((await keptIn(ROOT)).map((kind) => [kind.name, kind]));
