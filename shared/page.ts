import * as z from 'zod';

/** So many at once, and where to go on. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().describe('the `cursor` of the next page; absent on the last'),
  });

/** How many a page holds unless `limit` says otherwise, and at the most. */
export const USUAL = 20;
export const MOST = 100;

/** What one read of a page found, and the place after which the next begins. */
export interface Found<T> {
  readonly items: readonly T[];
  readonly after?: string | undefined;
}
