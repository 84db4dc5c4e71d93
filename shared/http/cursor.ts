import type { Found } from '#shared/page';
import { PLATFORM, seal, Tampered, unseal } from '#shared/table/seal';
import { invalid } from './problem.ts';

const noCursor = () => invalid([{ field: 'cursor', code: 'invalid_value', title: 'No cursor of this list' }]);

/** A cursor is sealed together with the list that it belongs to: whose, of which entry, under which query. Changed, or
 *  taken to another list, it is none. */
export function cursors(list: readonly unknown[]) {
  const place = () => ['cursor', JSON.stringify(list)];
  return {
    async open(cursor: string): Promise<string> {
      try {
        const after = await unseal(PLATFORM, place(), Buffer.from(cursor, 'base64url'));
        if (typeof after === 'string') return after;
      } catch (error) {
        if (!(error instanceof Tampered)) throw error;
      }
      throw noCursor();
    },
    async answer<T>({ items, after }: Found<T>): Promise<{ items: T[]; next?: string }> {
      if (after === undefined) return { items: [...items] };
      return { items: [...items], next: Buffer.from(await seal(PLATFORM, place(), after)).toString('base64url') };
    },
  };
}
