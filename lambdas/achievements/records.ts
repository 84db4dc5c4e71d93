import { entity } from '#shared/table/entity';
import { Shelf } from './schemas.ts';

/** Not sealed: what is unlocked is there to be shown, and an event tells of it. The figures behind it stay where they are. */
export const shelves = entity('shelf', Shelf, {
  partition: ['SHELF', 'personId'],
  sort: ['SHELF'],
});
